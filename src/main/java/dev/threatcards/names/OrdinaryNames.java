package dev.threatcards.names;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.index.IndexReader;

import dev.threatcards.analysis.EnglishWords;
import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.ToolCard;
import dev.threatcards.index.StoredCards;
import dev.threatcards.names.NamesInText.Found;
import dev.threatcards.text.NameKeys;
import dev.threatcards.text.Prose;

/**
 * Finds the names that are also ordinary words, such as "Snake" and "Scout". There is no list of them; a name is ordinary if one of these
 * holds:
 * <ul>
 * <li>it has at most two letters and digits, or three of both kinds ("3AM"), or digits alone,
 * <li>it is a stop word, or a label of the cards: a country, a sector, a motivation, a type of tool,
 * <li>it is one English word, and is not spelt with a capital inside, as only names are ("OilRig"),
 * <li>it is the name of an actor without its head noun, and unrelated cards write it, but never with the head noun ("Beijing"),
 * <li>it has a capital, but the texts of unrelated cards write it in lower case at least as often as otherwise.
 * </ul>
 */
final class OrdinaryNames {

    /** Whether a name is also an ordinary word. */
    enum Ordinariness {
        /** It is distinctive. */
        NONE,
        /** It is a common word, which is written small where it is no name. */
        WORD,
        /** It is a label, a stop word, or so short that it may be anything: a capital says nothing about it. */
        LABEL
    }

    /** The fewest cards that have to write a name in lower case; a single one may be a slip. */
    private static final int FEWEST_CARDS = 2;

    // A folded name that is too short to be distinctive, or only digits.
    private static final Pattern TOO_SHORT = Pattern.compile(".{1,2}|(?=.*\\p{L})(?=.*\\p{N}).{3}|\\p{N}+");

    private static final Pattern WORD = Pattern.compile("\\p{L}+");
    private static final Pattern CAPITAL_INSIDE = Pattern.compile("\\p{Ll}\\p{Lu}|\\p{Lu}{2}\\p{Ll}");

    private final NameTable names;
    private final NamesInText search;
    private final Map<Integer, Integer> inLowerCase = new HashMap<>();
    private final Map<Integer, Integer> otherwise = new HashMap<>();
    private final Map<Integer, Integer> withNoun = new HashMap<>();
    private final Set<String> labels = new HashSet<>();

    private OrdinaryNames(NameTable names) {
        this.names = names;
        this.search = new NamesInText(names);
    }

    /**
     * Decides about each name of the table.
     *
     * @param documents the cards whose names the table has
     */
    static OrdinaryNames of(NameTable names, List<Integer> documents, IndexReader reader) throws IOException {
        OrdinaryNames counts = new OrdinaryNames(names);
        StoredCards cards = new StoredCards(reader);
        for (int document : documents) {
            counts.read(cards.card(document), document);
        }
        return counts;
    }

    /** The kinds of the names, by the numbers of their keys. */
    Ordinariness[] kinds() {
        Ordinariness[] kinds = new Ordinariness[names.size()];
        for (int key = 0; key < kinds.length; key++) {
            kinds[key] = kind(names.entry(key));
        }
        return kinds;
    }

    private void read(Card card, int document) {
        labels(card).map(NameKeys::folded).forEach(labels::add);
        Set<String> listed = card instanceof ActorCard actor
                ? actor.tools().labels().stream().map(NameKeys::folded).collect(Collectors.toSet())
                : Set.of();
        Set<Integer> small = new HashSet<>();
        Set<Integer> other = new HashSet<>();
        Set<Integer> nouns = new HashSet<>();
        for (String text : texts(card)) {
            for (Found found : search.in(text)) {
                if (!isRelated(found.entry(), document, listed)) {
                    String written = text.substring(found.start(), found.end());
                    (written.equals(written.toLowerCase(Locale.ROOT)) ? small : other).add(found.entry().id());
                    search.core(written).ifPresent(nouns::add);
                }
            }
        }
        small.forEach(key -> inLowerCase.merge(key, 1, Integer::sum));
        other.forEach(key -> otherwise.merge(key, 1, Integer::sum));
        nouns.forEach(key -> withNoun.merge(key, 1, Integer::sum));
    }

    private static Stream<String> labels(Card card) {
        return switch (card) {
            case ActorCard actor ->
                Stream.of(actor.country(), actor.motivation(), actor.sectors().labels(), actor.targets().labels())
                        .flatMap(List::stream);
            case ToolCard tool -> Stream.concat(Stream.of(tool.category()), tool.type().stream());
        };
    }

    /** Whether the name is the card's own or one of its tools'. All spellings of an entry have the same folded form. */
    private static boolean isRelated(NameEntry entry, int document, Set<String> listed) {
        return Collections.binarySearch(entry.cards(), document) >= 0
                || Collections.binarySearch(entry.coreCards(), document) >= 0
                || listed.contains(NameKeys.folded(spellings(entry).getFirst()));
    }

    private static List<String> spellings(NameEntry entry) {
        return Stream.concat(entry.spellings().stream(), entry.cores().stream()).toList();
    }

    /** The running texts of the card, without addresses. */
    private static List<String> texts(Card card) {
        List<String> texts = new ArrayList<>(List.of(card.description()));
        if (card instanceof ActorCard actor) {
            Stream.concat(actor.operations().stream(), actor.counterOperations().stream()).map(Activity::story)
                    .forEach(texts::add);
        }
        return texts.stream()
                .map(text -> Prose.of(text).parts().stream()
                        .map(part -> part instanceof Prose.WebLink ? "\n\n" : part.text())
                        .collect(Collectors.joining()))
                .toList();
    }

    private Ordinariness kind(NameEntry entry) {
        List<String> spellings = spellings(entry);
        if (spellings.stream().anyMatch(this::isFunctionWord) || isNeverWithNoun(entry)) {
            return Ordinariness.LABEL;
        }
        return spellings.stream().anyMatch(OrdinaryNames::isEnglishWord) || isUsedAsWord(entry.id(), spellings)
                ? Ordinariness.WORD
                : Ordinariness.NONE;
    }

    /** Whether the name is only ever an actor's with a head noun, and the cards write it often, but always without one: "Beijing". */
    private boolean isNeverWithNoun(NameEntry entry) {
        int bare = inLowerCase.getOrDefault(entry.id(), 0) + otherwise.getOrDefault(entry.id(), 0);
        return entry.spellings().isEmpty() && bare >= FEWEST_CARDS && !withNoun.containsKey(entry.id());
    }

    private boolean isFunctionWord(String name) {
        String folded = NameKeys.folded(name);
        return TOO_SHORT.matcher(folded).matches() || labels.contains(folded)
                || EnglishAnalyzer.ENGLISH_STOP_WORDS_SET.contains(NameKeys.exact(name));
    }

    private static boolean isEnglishWord(String name) {
        return WORD.matcher(name).matches() && !CAPITAL_INSIDE.matcher(name).find()
                && EnglishWords.contains(NameKeys.exact(name));
    }

    private boolean isUsedAsWord(int key, List<String> spellings) {
        boolean hasCapital = spellings.stream().noneMatch(name -> name.equals(name.toLowerCase(Locale.ROOT)));
        int words = inLowerCase.getOrDefault(key, 0);
        return hasCapital && words >= FEWEST_CARDS && words >= otherwise.getOrDefault(key, 0);
    }
}
