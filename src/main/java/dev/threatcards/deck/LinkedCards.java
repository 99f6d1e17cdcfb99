package dev.threatcards.deck;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.EditionStatus;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Name;
import dev.threatcards.index.CardNames;
import dev.threatcards.index.CardReader;
import dev.threatcards.index.FacetColumn;
import dev.threatcards.index.StoredCards;
import dev.threatcards.result.LinkedCard;
import dev.threatcards.result.Resolution.Degree;
import dev.threatcards.text.NameKeys;

/**
 * Which cards of different collections share names. Two cards of one kind are linked if
 * <ul>
 * <li>they have a name or an ATT&amp;CK id with the same folded key, or else
 * <li>they have a name with the same core key, and neither has a link by a folded key to the collection of the other.
 * </ul>
 * Two linked cards are <i>counterparts</i>, which are probably about the same actor or tool, if each is the card of its collection that
 * shares the most names with the other; of cards that share equally many, the one with the same title; but a current card before one that is not. Any other link is a conflict: the two
 * collections do not agree on who has these names.
 *
 * <p>Two cards of one collection are never linked, and links are not transitive: if a card is linked to two others, these two need not be
 * linked to each other. A name that more than twenty cards share, and one of less than three letters and digits, links no cards.
 *
 * <p>Computed from the terms of the index without reading a card, and kept as one {@code int} for each card and two for each link. Immutable
 * and thread-safe.
 */
public final class LinkedCards {

    /** The shortest key of a name that links cards; shorter ones coincide by chance. */
    private static final int SHORTEST_NAME = 3;

    /**
     * A link of a card.
     *
     * @param document the document of the other card in the commit
     * @param names the number of keys of names that both have, at least one
     * @param degree {@link Degree#FOLDED} or {@link Degree#CORE}
     * @param isCounterpart whether the two are probably about the same actor or tool; otherwise the link is a conflict
     */
    public record Link(int document, int names, Degree degree, boolean isCounterpart) {
    }

    private static final Comparator<Link> COUNTERPARTS_FIRST = Comparator.comparing((Link link) -> !link.isCounterpart)
            .thenComparing(Link::degree).thenComparing(Comparator.comparingInt(Link::names).reversed())
            .thenComparingInt(Link::document);

    private final FacetColumn collections;
    /** The cards that are current, and whatever is no card. */
    private final FixedBitSet current;
    /** The index of each document's first link; the next document's ends its links. */
    private final int[] starts;
    /** The linked documents in ascending order. */
    private final int[] documents;
    /** The number of shared names of each link, negative for core keys. */
    private final int[] names;
    /** The links to counterparts. */
    private final FixedBitSet counterparts;

    private LinkedCards(FacetColumn collections, FixedBitSet current, Pairs folded, Pairs core, Titles titles)
            throws IOException {
        this.collections = collections;
        this.current = current;
        int cards = current.length();
        starts = new int[cards + 1];
        documents = new int[folded.count + core.count];
        names = new int[documents.length];
        int next = 0;
        int fromFolded = 0;
        int fromCore = 0;
        for (int document = 0; document < cards; document++) {
            for (; fromFolded < folded.count && folded.from(fromFolded) == document; fromFolded++) {
                documents[next] = folded.to(fromFolded);
                names[next++] = folded.names[fromFolded];
            }
            for (; fromCore < core.count && core.from(fromCore) == document; fromCore++) {
                documents[next] = core.to(fromCore);
                names[next++] = -core.names[fromCore];
            }
            starts[document + 1] = next;
        }
        counterparts = counterparts(cards, titles);
    }

    private FixedBitSet counterparts(int cards, Titles titles) throws IOException {
        FixedBitSet isBest = new FixedBitSet(Math.max(1, documents.length));
        for (int document = 0; document < cards; document++) {
            for (int i = starts[document]; i < starts[document + 1]; i++) {
                if (isBest(i, document, titles)) {
                    isBest.set(i);
                }
            }
        }
        FixedBitSet mutual = isBest.clone();
        for (int document = 0; document < cards; document++) {
            for (int i = starts[document]; i < starts[document + 1]; i++) {
                if (!isBest.get(indexOf(documents[i], document))) {
                    mutual.clear(i);
                }
            }
        }
        return mutual;
    }

    /** Whether the document's link is to the one card of its collection that shares the most names. */
    private boolean isBest(int link, int document, Titles titles) throws IOException {
        int collection = collections.firstOrdinal(documents[link]);
        for (int i = starts[document]; i < starts[document + 1]; i++) {
            if (i != link && collections.firstOrdinal(documents[i]) == collection
                    && isAsGood(i, link, document, titles)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a link of the document is as good as another one of it: to a current card, by more names, or by the title. */
    private boolean isAsGood(int link, int other, int document, Titles titles) throws IOException {
        if (current.get(documents[link]) != current.get(documents[other])) {
            return current.get(documents[link]);
        }
        int more = Math.abs(names[link]) - Math.abs(names[other]);
        return more > 0 || (more == 0
                && !(titles.areSame(document, documents[other]) && !titles.areSame(document, documents[link])));
    }

    /** The index of the document's link to the other; negative if they are not linked. */
    private int indexOf(int document, int other) {
        for (int i = starts[document]; i < starts[document + 1]; i++) {
            if (documents[i] == other) {
                return i;
            }
        }
        return -1;
    }

    /** The links between actors, and between tools, of a commit. */
    public static LinkedCards of(CardReader searcher) throws IOException {
        return of(searcher, List.of(Set.of(CardFields.ACTOR), Set.of(CardFields.TOOL)));
    }

    /**
     * The links between documents of a commit.
     *
     * @param kinds sets of values of {@link CardFields#KIND}; documents are linked with those of the same set
     */
    public static LinkedCards of(CardReader searcher, List<Set<String>> kinds) throws IOException {
        FacetColumn collections = searcher.column(Facet.COLLECTION);
        PairsBuilder folded = new PairsBuilder(collections);
        PairsBuilder core = new PairsBuilder(collections);
        for (Set<String> linked : kinds) {
            FixedBitSet among = new FixedBitSet(searcher.getIndexReader().maxDoc());
            for (String kind : linked) {
                among.or(new SearchScope(kind, Set.of()).cards(searcher));
            }
            folded.add(CardFields.NAME_FOLDED, among, searcher);
            core.add(CardFields.NAME_CORE, among, searcher);
        }
        Pairs byFolded = folded.build(Set.of());
        return new LinkedCards(collections, current(searcher), byFolded, core.build(byFolded.collections(collections)),
                new Titles(searcher));
    }

    private static FixedBitSet current(CardReader searcher) throws IOException {
        List<BytesRef> others = Stream.of(EditionStatus.values()).filter(status -> !status.isCurrent())
                .map(status -> new BytesRef(status.key())).toList();
        return searcher.matching(new BooleanQuery.Builder().add(MatchAllDocsQuery.INSTANCE, Occur.MUST)
                .add(new TermInSetQuery(CardFields.facet(Facet.EDITION), others), Occur.MUST_NOT).build());
    }

    /** The links of a document: counterparts first, then those that share the most names; empty if it has none. */
    public List<Link> of(int document) {
        List<Link> links = new ArrayList<>();
        for (int i = starts[document]; i < starts[document + 1]; i++) {
            links.add(new Link(documents[i], Math.abs(names[i]), names[i] < 0 ? Degree.CORE : Degree.FOLDED,
                    counterparts.get(i)));
        }
        links.sort(COUNTERPARTS_FIRST);
        return List.copyOf(links);
    }

    /** Whether two documents are probably about the same actor or tool. */
    public boolean areCounterparts(int document, int other) {
        int link = indexOf(document, other);
        return link >= 0 && counterparts.get(link);
    }

    /** The cards that are linked to a card, in the order of {@link #of(int)}, with the names that they share. Reads these cards. */
    public List<LinkedCard> of(UUID card, CardReader searcher) throws IOException {
        StoredCards stored = new StoredCards(searcher.getIndexReader());
        List<LinkedCard> linked = new ArrayList<>();
        for (int document : new CardLookup(searcher).identified(card).first()) {
            Card one = stored.card(document);
            for (Link link : of(document)) {
                Card other = stored.card(link.document);
                linked.add(new LinkedCard(CardReference.of(other), shared(one, other, link.degree), link.degree,
                        link.isCounterpart));
            }
        }
        return List.copyOf(linked);
    }

    /** The names that both cards have, each once, as the first card spells them. */
    static List<String> shared(Card card, Card other, Degree degree) {
        UnaryOperator<String> key = degree == Degree.CORE ? NameKeys::core : NameKeys::folded;
        Set<String> others = CardNames.of(other).stream().map(Name::name).map(key).collect(Collectors.toSet());
        Map<String, String> shared = new LinkedHashMap<>();
        CardNames.of(card).stream().map(Name::name).forEach(name -> {
            String ofName = key.apply(name);
            if (ofName.length() >= SHORTEST_NAME && others.contains(ofName)) {
                shared.putIfAbsent(ofName, name);
            }
        });
        return List.copyOf(shared.values());
    }

    /** Pairs of documents in both directions, in ascending order, each with the number of names that the two share. */
    private static final class Pairs {
        /** The first document in the high half, the second in the low half. */
        private final long[] documents;
        private final int[] names;
        private final int count;

        Pairs(long[] documents, int[] names, int count) {
            this.documents = documents;
            this.names = names;
            this.count = count;
        }

        int from(int index) {
            return (int) (documents[index] >>> Integer.SIZE);
        }

        int to(int index) {
            return (int) documents[index];
        }

        /** Each document with the collection of a document that it is paired with. */
        Set<Long> collections(FacetColumn collections) {
            return IntStream.range(0, count).mapToObj(index -> pair(from(index), collections.firstOrdinal(to(index))))
                    .collect(Collectors.toSet());
        }
    }

    /** The titles of cards, read from the index when they are compared. */
    private static final class Titles {
        private final CardReader searcher;

        Titles(CardReader searcher) {
            this.searcher = searcher;
        }

        /** Whether the first names of two titles are the same. */
        boolean areSame(int document, int other) throws IOException {
            return key(document).equals(key(other));
        }

        private String key(int document) throws IOException {
            SortedDocValues titles = MultiDocValues.getSortedValues(searcher.getIndexReader(), CardFields.SORT_NAME);
            return titles != null && titles.advanceExact(document)
                    ? NameKeys.folded(titles.lookupOrd(titles.ordValue()).utf8ToString().split(", ", 2)[0])
                    : "";
        }
    }

    private static long pair(int from, int to) {
        return ((long) from << Integer.SIZE) | (to & 0xFFFF_FFFFL);
    }

    /** Collects the pairs of documents of different collections that have a term. */
    private static final class PairsBuilder {
        private final FacetColumn collections;
        private final LongStream.Builder pairs = LongStream.builder();

        PairsBuilder(FacetColumn collections) {
            this.collections = collections;
        }

        void add(String field, FixedBitSet among, CardReader searcher) throws IOException {
            Terms terms = MultiTerms.getTerms(searcher.getIndexReader(), field);
            if (terms == null) {
                return;
            }
            TermsEnum each = terms.iterator();
            PostingsEnum postings = null;
            int[] sharing = new int[CardLookup.FIRST];
            for (BytesRef term = each.next(); term != null; term = each.next()) {
                if (each.docFreq() < 2 || isShort(term)) {
                    continue;
                }
                postings = each.postings(postings, PostingsEnum.NONE);
                int count = 0;
                for (int document = postings.nextDoc(); document != DocIdSetIterator.NO_MORE_DOCS
                        && count <= sharing.length; document = postings.nextDoc()) {
                    if (among.get(document)) {
                        if (count < sharing.length) {
                            sharing[count] = document;
                        }
                        count++;
                    }
                }
                if (count <= sharing.length) {
                    add(sharing, count);
                }
            }
        }

        private static boolean isShort(BytesRef term) {
            return term.length < SHORTEST_NAME || term.utf8ToString().length() < SHORTEST_NAME;
        }

        private void add(int[] sharing, int count) {
            for (int i = 0; i < count; i++) {
                for (int j = 0; j < i; j++) {
                    if (collections.firstOrdinal(sharing[i]) != collections.firstOrdinal(sharing[j])) {
                        pairs.add(pair(sharing[i], sharing[j]));
                        pairs.add(pair(sharing[j], sharing[i]));
                    }
                }
            }
        }

        /** @param without documents with a collection, neither side of a pair may be one of these */
        Pairs build(Set<Long> without) {
            long[] all = pairs.build().toArray();
            Arrays.sort(all);
            long[] distinct = new long[all.length];
            int[] names = new int[all.length];
            int count = 0;
            for (int i = 0; i < all.length; i++) {
                if (count > 0 && distinct[count - 1] == all[i]) {
                    names[count - 1]++;
                } else if (isAllowed(all[i], without)) {
                    distinct[count] = all[i];
                    names[count++] = 1;
                }
            }
            return new Pairs(distinct, names, count);
        }

        private boolean isAllowed(long pair, Set<Long> without) {
            int from = (int) (pair >>> Integer.SIZE);
            int to = (int) pair;
            return !without.contains(pair(from, collections.firstOrdinal(to)))
                    && !without.contains(pair(to, collections.firstOrdinal(from)));
        }
    }
}
