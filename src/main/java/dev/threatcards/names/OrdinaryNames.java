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
 * Names that a text may use for something else than the card: "Snake", "Scout". There is no list of them. A name is ordinary
 * if any of these holds:
 * <ul>
 * <li>it has no more than two letters and digits, or three of both kinds ("3AM"), or digits alone,
 * <li>it is a stop word, or a label of the cards: a country, a sector, a motivation, a kind of tool,
 * <li>it is one word that English has, and is not written as only a name is, with a capital inside ("OilRig"),
 * <li>the cards' own texts write it in lower case at least as often as otherwise, on cards that have nothing to do with it,
 * though the name has a capital.
 * </ul>
 */
final class OrdinaryNames {

    /** Cards that have to write a name in lower case before it is held for a word: one may have slipped. */
    private static final int ENOUGH = 2;

    /** Letters and digits that say nothing, folded. */
    private static final Pattern THIN = Pattern.compile(".{1,2}|(?=.*\\p{L})(?=.*\\p{N}).{3}|\\p{N}+");

    private static final Pattern WORD = Pattern.compile("\\p{L}+");
    private static final Pattern CAPITAL_INSIDE = Pattern.compile("\\p{Ll}\\p{Lu}|\\p{Lu}{2}\\p{Ll}");

    private final NameTrie names;
    private final Map<Entry, Set<UUID>> inLowerCase = new HashMap<>();
    private final Map<Entry, Set<UUID>> otherwise = new HashMap<>();
    private final Set<String> labels = new HashSet<>();

    private OrdinaryNames(NameTrie names) {
        this.names = names;
    }

    /** The ordinary ones among the names of the cards. */
    static Set<Entry> of(NameTrie names, List<Card> cards) {
        OrdinaryNames ordinary = new OrdinaryNames(names);
        cards.forEach(ordinary::look);
        return names.entries().stream().filter(ordinary::isOrdinary).collect(Collectors.toUnmodifiableSet());
    }

    private void look(Card card) {
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

    /** Whether the name is the card's, or one of its tools'. All spellings of an entry have the same letters. */
    private static boolean isRelated(Entry entry, CardReference card, Set<String> listed) {
        return entry.cards().contains(card) || listed.contains(NameKeys.folded(entry.spellings().first()));
    }

    /** What the card tells in sentences, without addresses. */
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
        return THIN.matcher(folded).matches() || EnglishAnalyzer.ENGLISH_STOP_WORDS_SET.contains(lowerCase)
                || labels.contains(folded)
                || (WORD.matcher(name).matches() && !CAPITAL_INSIDE.matcher(name).find() && isEnglish(lowerCase));
    }

    private boolean isUsedAsWord(Entry entry) {
        boolean capital = entry.spellings().stream().noneMatch(name -> name.equals(name.toLowerCase(Locale.ROOT)));
        int words = inLowerCase.getOrDefault(entry, Set.of()).size();
        return capital && words >= ENOUGH && words >= otherwise.getOrDefault(entry, Set.of()).size();
    }

    /**
     * Whether English has the word, by the lexicon of the stemmer: that takes an ending off only where the lexicon has what
     * stays, and with this one has hardly a word itself.
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
