package dev.threatcards.names;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.ToolCard;
import dev.threatcards.names.NameTrie.Entry;
import dev.threatcards.names.NameTrie.Found;
import dev.threatcards.text.NameKeys;
import dev.threatcards.text.Prose;

/**
 * Finds the names that are also ordinary words, such as "Snake" and "Scout". There is no list of them; a name is ordinary if one of these
 * holds:
 * <ul>
 * <li>it has at most two letters and digits, or three of both kinds ("3AM"), or digits alone,
 * <li>it is a stop word, or a label of the cards: a country, a sector, a motivation, a type of tool,
 * <li>it is one English word, and is not spelt with a capital inside, as only names are ("OilRig"),
 * <li>it has a capital, but the texts of unrelated cards write it in lower case at least as often as otherwise.
 * </ul>
 */
final class OrdinaryNames {

    /** The fewest cards that have to write a name in lower case; a single one may be a slip. */
    private static final int FEWEST_CARDS = 2;

    // A folded name that is too short to be distinctive, or only digits.
    private static final Pattern TOO_SHORT = Pattern.compile(".{1,2}|(?=.*\\p{L})(?=.*\\p{N}).{3}|\\p{N}+");

    private static final Pattern WORD = Pattern.compile("\\p{L}+");
    private static final Pattern CAPITAL_INSIDE = Pattern.compile("\\p{Ll}\\p{Lu}|\\p{Lu}{2}\\p{Ll}");

    private final NameTrie names;
    private final Map<Entry, Set<UUID>> inLowerCase = new HashMap<>();
    private final Map<Entry, Set<UUID>> otherwise = new HashMap<>();
    private final Set<String> labels = new HashSet<>();

    private OrdinaryNames(NameTrie names) {
        this.names = names;
    }

    /** The entries of ordinary names. */
    static Set<Entry> of(NameTrie names, List<Card> cards) {
        OrdinaryNames ordinary = new OrdinaryNames(names);
        cards.forEach(ordinary::read);
        return names.entries().stream().filter(ordinary::isOrdinary).collect(Collectors.toUnmodifiableSet());
    }

    private void read(Card card) {
        labels(card).map(NameKeys::folded).forEach(labels::add);
        Set<String> listed = card instanceof ActorCard actor
                ? actor.tools().labels().stream().map(NameKeys::folded).collect(Collectors.toSet())
                : Set.of();
        CardReference reference = CardReference.of(card);
        Map<Entry, Boolean> related = new HashMap<>();
        for (String text : texts(card)) {
            for (Found found : names.in(text)) {
                if (!related.computeIfAbsent(found.entry(), entry -> isRelated(entry, reference, listed))) {
                    String written = text.substring(found.start(), found.end());
                    (written.equals(written.toLowerCase(Locale.ROOT)) ? inLowerCase : otherwise)
                            .computeIfAbsent(found.entry(), first -> new HashSet<>()).add(card.uuid());
                }
            }
        }
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
    private static boolean isRelated(Entry entry, CardReference card, Set<String> listed) {
        return entry.cards().contains(card) || listed.contains(NameKeys.folded(entry.spellings().first()));
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

    private boolean isOrdinary(Entry entry) {
        return entry.spellings().stream().anyMatch(this::isOrdinaryByItself) || isUsedAsWord(entry);
    }

    private boolean isOrdinaryByItself(String name) {
        String lowerCase = NameKeys.exact(name);
        String folded = NameKeys.folded(name);
        return TOO_SHORT.matcher(folded).matches() || EnglishAnalyzer.ENGLISH_STOP_WORDS_SET.contains(lowerCase)
                || labels.contains(folded)
                || (WORD.matcher(name).matches() && !CAPITAL_INSIDE.matcher(name).find() && isEnglish(lowerCase));
    }

    private boolean isUsedAsWord(Entry entry) {
        boolean hasCapital = entry.spellings().stream().noneMatch(name -> name.equals(name.toLowerCase(Locale.ROOT)));
        int words = inLowerCase.getOrDefault(entry, Set.of()).size();
        return hasCapital && words >= FEWEST_CARDS && words >= otherwise.getOrDefault(entry, Set.of()).size();
    }

    /**
     * Whether the word is in the lexicon of the stemmer, which removes an ending only if the lexicon has the rest. The ending is one that
     * hardly any word in the lexicon has.
     */
    private static boolean isEnglish(String word) {
        KeywordTokenizer whole = new KeywordTokenizer();
        whole.setReader(new StringReader(word + "ible"));
        try (TokenStream stemmed = new KStemFilter(whole)) {
            CharTermAttribute stem = stemmed.addAttribute(CharTermAttribute.class);
            stemmed.reset();
            return stemmed.incrementToken() && stem.toString().equals(word);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
