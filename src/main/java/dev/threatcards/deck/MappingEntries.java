package dev.threatcards.deck;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.analysis.EnglishWords;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Name;
import dev.threatcards.card.Relation;
import dev.threatcards.index.CardNames;
import dev.threatcards.index.CardReader;
import dev.threatcards.index.StoredCards;
import dev.threatcards.result.CardProfile.MappedName;
import dev.threatcards.result.DeckReport.MappedAsOne;
import dev.threatcards.text.NameKeys;

/**
 * Finds the actors' cards that the entries of mapping files are about. An entry is about the card that it names itself, as one's own CSV does;
 * otherwise about the cards that share with it
 * <ul>
 * <li>an ATT&amp;CK id,
 * <li>a distinctive name: one of several words, one with letters and digits, one with a capital inside, or a word of at least four letters
 * that is no English word,
 * <li>or two names.
 * </ul>
 * Names are the same if their folded keys are, or else their core keys, of which two count as one name. Of several such cards of one
 * collection, the entry's names belong to those that share the most; that the mapping says that the cards are one actor is a
 * conflict, which is reported. A name that more than twenty cards have links none of them.
 */
final class MappingEntries {

    // Several words, a letter and a digit, or a capital inside a word: "Volatile Cedar", "UNC530", "OilRig".
    private static final Pattern DISTINCTIVE = Pattern
            .compile("\\S+[\\s_-]+\\S.*|.*\\p{L}.*\\p{N}.*|.*\\p{N}.*\\p{L}.*|.*(\\p{Ll}\\p{Lu}|\\p{Lu}{2}\\p{Ll}).*");

    /** The shortest folded key of a name that links by itself. */
    private static final int SHORTEST_DISTINCTIVE = 4;

    /** The shortest folded key of a name that counts at all. */
    private static final int SHORTEST = 3;

    private static final int FOLDED = 2;
    private static final int CORE = 1;

    private final CardReader searcher;
    private final StoredCards stored;
    private final FixedBitSet actors;
    private final Map<Integer, ActorCard> cards = new HashMap<>();
    private final Map<Integer, Set<String>> ownNames = new HashMap<>();
    private final MappedNames.Builder found;

    MappingEntries(CardReader searcher, MappedNames.Builder found) throws IOException {
        this.searcher = searcher;
        this.found = found;
        stored = new StoredCards(searcher.getIndexReader());
        actors = new SearchScope(CardFields.ACTOR, Set.of()).cards(searcher);
    }

    /** What an entry and a card share. */
    private static final class Shared {
        private final Set<String> names = new TreeSet<>();
        private int score;
        private boolean isStrong;

        void add(String name, int weight, boolean distinctive) {
            names.add(name);
            score += weight;
            isStrong |= distinctive || score >= 2 * FOLDED;
        }
    }

    /**
     * Links an entry.
     *
     * @param source the title of the mapping
     * @return whether the entry is about a card
     */
    boolean add(ActorCard entry, String source) throws IOException {
        Map<Integer, Shared> shared = new TreeMap<>();
        for (Relation about : entry.relations()) {
            for (int card : about(about.target())) {
                shared.computeIfAbsent(card, first -> new Shared()).add(about.target(), 1000, true);
            }
        }
        boolean isDeclared = !shared.isEmpty();
        for (String name : Stream.concat(entry.names().stream().map(Name::name), entry.attackIds().stream())
                .collect(Collectors.toMap(NameKeys::folded, name -> name, (one, other) -> one, LinkedHashMap::new))
                .values()) {
            share(name, entry.attackIds().contains(name), shared);
        }
        String title = isDeclared || !entry.relations().isEmpty() ? title(entry, shared) : entry.name();
        Map<String, List<Integer>> strong = new TreeMap<>();
        for (Map.Entry<Integer, Shared> card : shared.entrySet()) {
            if (card.getValue().isStrong) {
                strong.computeIfAbsent(card(card.getKey()).collection(), first -> new ArrayList<>()).add(card.getKey());
            }
        }
        if (strong.isEmpty() && !shared.isEmpty()) {
            found.weak(title, source, shared.values().iterator().next().names.iterator().next(),
                    references(shared.keySet()));
        }
        if (strong.isEmpty() && !entry.relations().isEmpty()) {
            found.nowhere(title, source,
                    entry.names().stream().map(Name::name).filter(name -> !name.equals(entry.name())).toList());
        }
        for (List<Integer> ofCollection : strong.values()) {
            int best = ofCollection.stream().mapToInt(card -> shared.get(card).score).max().orElseThrow();
            for (int card : ofCollection) {
                if (shared.get(card).score == best) {
                    names(entry, source, card);
                }
            }
            if (ofCollection.size() > 1) {
                found.conflict(new MappedAsOne(source, title, references(ofCollection)), ofCollection);
            }
        }
        return !strong.isEmpty();
    }

    /** The entry's title, or of an entry about a uuid the title of that card. */
    private String title(ActorCard entry, Map<Integer, Shared> shared) throws IOException {
        return Relation.isUuid(entry.name()) && !shared.isEmpty()
                ? card(shared.keySet().iterator().next()).name()
                : entry.name();
    }

    private void share(String name, boolean isId, Map<Integer, Shared> shared) throws IOException {
        String key = NameKeys.folded(name);
        if (key.length() < SHORTEST) {
            return;
        }
        boolean isDistinctive = isId || isDistinctive(name);
        Collection<Integer> folded = documents(CardFields.NAME_FOLDED, key);
        for (int card : folded) {
            shared.computeIfAbsent(card, first -> new Shared()).add(name, FOLDED, isDistinctive);
        }
        if (folded.isEmpty()) {
            for (int card : documents(CardFields.NAME_CORE, NameKeys.core(name))) {
                shared.computeIfAbsent(card, first -> new Shared()).add(name, CORE, isDistinctive);
            }
        }
    }

    /** Whether a name that an entry and a card have in common says by itself that both are about one actor. */
    static boolean isDistinctive(String name) {
        String core = NameKeys.core(name);
        return core.length() >= SHORTEST_DISTINCTIVE && (DISTINCTIVE.matcher(name.strip()).matches()
                || (!EnglishWords.contains(NameKeys.exact(name)) && !EnglishWords.contains(core)));
    }

    private Collection<Integer> about(String card) throws IOException {
        if (Relation.isUuid(card)) {
            return documents(CardFields.UUID, UUID.fromString(card).toString());
        }
        Collection<Integer> named = documents(CardFields.NAME_FOLDED, NameKeys.folded(card));
        return named.isEmpty() ? documents(CardFields.NAME_CORE, NameKeys.core(card)) : named;
    }

    /** The actors with the term; none if more than twenty have it. */
    private Collection<Integer> documents(String field, String term) throws IOException {
        Terms terms = term.isEmpty() ? null : MultiTerms.getTerms(searcher.getIndexReader(), field);
        TermsEnum each = terms == null ? TermsEnum.EMPTY : terms.iterator();
        List<Integer> documents = new ArrayList<>();
        if (each.seekExact(new BytesRef(CardFields.bounded(field, term)))) {
            PostingsEnum postings = each.postings(null, PostingsEnum.NONE);
            for (int document = postings.nextDoc(); document != DocIdSetIterator.NO_MORE_DOCS
                    && documents.size() <= CardLookup.FIRST; document = postings.nextDoc()) {
                if (actors.get(document)) {
                    documents.add(document);
                }
            }
        }
        return documents.size() <= CardLookup.FIRST ? documents : List.of();
    }

    /** Adds the entry's names that the card does not have. */
    private void names(ActorCard entry, String source, int document) throws IOException {
        Set<String> own = ownNames.get(document);
        if (own == null) {
            UnaryOperator<String> key = NameKeys::folded;
            own = CardNames.of(card(document)).stream().map(Name::name).map(key).collect(Collectors.toSet());
            ownNames.put(document, own);
        }
        for (Name name : entry.names()) {
            if (!own.contains(NameKeys.folded(name.name()))) {
                found.name(document, new MappedName(name, source, entry.description()));
            }
        }
    }

    private ActorCard card(int document) throws IOException {
        ActorCard known = cards.get(document);
        if (known == null) {
            Card read = stored.card(document);
            known = (ActorCard) read;
            cards.put(document, known);
        }
        return known;
    }

    private List<CardReference> references(Collection<Integer> documents) throws IOException {
        Set<CardReference> references = new HashSet<>();
        for (int document : documents) {
            references.add(CardReference.of(card(document)));
        }
        return references.stream()
                .sorted(Comparator.comparing(CardReference::collection).thenComparing(CardReference.BY_NAME)).toList();
    }
}
