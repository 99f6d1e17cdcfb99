package dev.threatcards.deck;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.TermQuery;

import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Name;
import dev.threatcards.index.CardReader;
import dev.threatcards.index.NameSchemes;
import dev.threatcards.index.TokenizedCard;
import dev.threatcards.query.Limits;
import dev.threatcards.result.SearchAdvice.NameForm;
import dev.threatcards.text.HeadNouns;
import dev.threatcards.text.NameKeys;

/**
 * Tells which form a name has that actors of the deck share: a first or a last word ("Gold …", "… Typhoon"), or letters before a number
 * ("UNC#"). A form is known if one giver gave at least {@link NameSchemes#FEWEST_NAMES} names of it and most of them. For use by one thread.
 */
public final class NameForms {

    /** The most cards that are read for a form. On the real deck 90 share one. */
    private static final int MOST = 1_000;

    private static final String UNKNOWN_GIVER = "?";
    private static final String UNKNOWN_COUNTRY = "[Unknown]";

    /** A longer text is no name. */
    private static final int LONGEST = Limits.NAME_LENGTH;

    // Two words of letters. Schemes make names of two words; a longer text that has one of them is about something else.
    private static final Pattern WORDS = Pattern.compile("(\\p{L}{2,})[\\s-]+(\\p{L}{2,})");
    private static final Pattern NUMBERED = Pattern.compile("(\\p{L}[\\p{L}\\s-]*?)[\\s-]*\\p{N}+");

    private enum Place {
        FIRST, LAST, BEFORE_NUMBER
    }

    /**
     * A part that names share.
     *
     * @param part the part in lower case
     */
    private record Form(String part, Place place) {
    }

    private record Given(Name name, ActorCard card) {
    }

    private final CardReader reader;
    private final SearchScope scope;
    private final Map<Form, Optional<NameForm>> known = new HashMap<>();

    /**
     * @param collections the collections whose names are read; empty for ETDA's, or for all if the index has no card of ETDA
     */
    public NameForms(Set<String> collections, CardReader reader) throws IOException {
        SearchScope etda = new SearchScope(CardFields.ACTOR, Set.of(Deck.ETDA));
        this.reader = reader;
        this.scope = collections.isEmpty() && etda.cards(reader).cardinality() > 0
                ? etda
                : new SearchScope(CardFields.ACTOR, collections);
    }

    /** The form of the name; of several the one that most names have. Empty if it has none. */
    public Optional<NameForm> of(String name) throws IOException {
        List<NameForm> forms = new ArrayList<>();
        for (Form form : forms(HeadNouns.removed(name).strip())) {
            Optional<NameForm> learned = known.get(form);
            if (learned == null) {
                learned = learned(form);
                known.put(form, learned);
            }
            learned.ifPresent(forms::add);
        }
        return forms.stream().max(Comparator.comparingInt(NameForm::total));
    }

    private static List<Form> forms(String name) {
        if (name.length() > LONGEST) {
            return List.of();
        }
        Matcher numbered = NUMBERED.matcher(name);
        if (numbered.matches()) {
            return List.of(new Form(NameKeys.slug(numbered.group(1)), Place.BEFORE_NUMBER));
        }
        Matcher words = WORDS.matcher(name);
        if (!words.matches()) {
            return List.of();
        }
        List<Form> forms = new ArrayList<>();
        if (HeadNouns.before(words.group(1)) == null) {
            forms.add(new Form(NameKeys.slug(words.group(1)), Place.FIRST));
        }
        if (HeadNouns.after(words.group(2)) == null) {
            forms.add(new Form(NameKeys.slug(words.group(2)), Place.LAST));
        }
        return forms;
    }

    private Optional<NameForm> learned(Form form) throws IOException {
        Map<String, Map<String, Given>> byGiver = new TreeMap<>();
        int all = 0;
        for (ActorCard card : cards(form)) {
            for (Name name : card.names()) {
                if (forms(name.name().strip()).contains(form)) {
                    String giver = name.giver().equals(UNKNOWN_GIVER) ? "" : name.giver();
                    all += byGiver.computeIfAbsent(giver, first -> new LinkedHashMap<>())
                            .putIfAbsent(NameKeys.folded(name.name()), new Given(name, card)) == null ? 1 : 0;
                }
            }
        }
        int names = all;
        return byGiver.entrySet().stream().filter(
                each -> each.getValue().size() >= NameSchemes.FEWEST_NAMES && 2 * each.getValue().size() > names)
                .findFirst().map(each -> form(form, each.getKey(), List.copyOf(each.getValue().values())));
    }

    private static NameForm form(Form form, String giver, List<Given> names) {
        Map<String, Integer> countries = new TreeMap<>();
        names.forEach(name -> name.card.country().forEach(country -> countries.merge(country, 1, Integer::sum)));
        Map.Entry<String, Integer> most = countries.entrySet().stream().max(Map.Entry.comparingByValue())
                .filter(country -> 2 * country.getValue() > names.size() && !country.getKey().equals(UNKNOWN_COUNTRY))
                .orElse(Map.entry("", 0));
        return new NameForm(pattern(names.getFirst().name.name(), form.place), giver, most.getKey(), most.getValue(),
                names.size());
    }

    /** The part as the name spells it, and a sign for what differs. */
    private static String pattern(String name, Place place) {
        Matcher words = (place == Place.BEFORE_NUMBER ? NUMBERED : WORDS).matcher(name.strip());
        return words.replaceFirst(switch (place) {
            case FIRST -> "$1 …";
            case LAST -> "… $2";
            case BEFORE_NUMBER -> "$1#";
        });
    }

    private List<ActorCard> cards(Form form) throws IOException {
        BooleanQuery.Builder words = new BooleanQuery.Builder();
        CardAnalyzer.terms(CardFields.NAME_WORDS, form.part)
                .forEach(word -> words.add(new TermQuery(new Term(CardFields.NAME_WORDS, word)), Occur.FILTER));
        CardLookup.Documents found = CardLookup.find(scope.filtered(words.build()), MOST, reader);
        return reader.cards(found.first().stream().mapToInt(document -> document).toArray()).stream()
                .map(TokenizedCard::card).map(ActorCard.class::cast).toList();
    }
}
