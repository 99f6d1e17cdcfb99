package dev.threatcards.deck;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.StringHelper;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.Activity;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.CardText;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Field;
import dev.threatcards.index.CardReader;
import dev.threatcards.result.ReportCards;
import dev.threatcards.result.ReportCards.Count;
import dev.threatcards.result.SubjectCards.Mentioning;
import dev.threatcards.result.SubjectCards.Place;
import dev.threatcards.text.ReportAddress;

/** Looks up the cards that cite a report, and the other reports that these cite. */
public final class ReportLookup {

    /** The most reports of a host that are compared with an unknown one. */
    private static final int MOST_OF_HOST = 5_000;

    private static final Pattern NOT_IN_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private static final Comparator<Count> MOST_CARDS_FIRST = Comparator
            .comparingInt((Count count) -> count.actors() + count.tools()).thenComparingInt(Count::actors).reversed()
            .thenComparing(Count::normal);

    private final CardReader reader;

    /** A lookup in one commit. */
    public ReportLookup(CardReader reader) {
        this.reader = reader;
    }

    /** Matches the cards, and the operations, that cite the report. */
    public static Query query(ReportAddress address) {
        return query(address.key());
    }

    private static Query query(String normal) {
        return new TermQuery(new Term(CardFields.REPORT, CardFields.bounded(CardFields.REPORT, normal)));
    }

    /**
     * The cards that cite the report.
     *
     * @param collections the collections of the cards; empty for ETDA's, or for all where ETDA has none that cites it
     * @return without cards if none cites it, and then with the reports of the same host
     */
    public ReportCards of(ReportAddress address, Set<String> collections) throws IOException {
        SubjectLookup cards = new SubjectLookup(query(address), collections, reader);
        Citations citations = new Citations(address.key());
        SubjectLookup.Found<Mentioning> actors = cards.cards(Kind.ACTOR,
                card -> Optional.of(citations.read(card, Kind.ACTOR)));
        SubjectLookup.Found<Mentioning> tools = cards.cards(Kind.TOOL,
                card -> Optional.of(citations.read(card, Kind.TOOL)));
        List<Count> shared = citations.shared();
        List<Count> nearby = actors.total() + tools.total() == 0 ? nearby(address, collections) : List.of();
        return new ReportCards(address.key(), citations.written.orElse(address.href()), actors.cards(), actors.total(),
                tools.cards(), tools.total(), cards.elsewhere(), first(shared), shared.size(), first(nearby),
                nearby.size(), reader.provenance());
    }

    private static List<Count> first(List<Count> all) {
        return all.subList(0, Math.min(all.size(), ReportCards.MOST));
    }

    /** How many other cards of its collection cite each report that the card cites, by the normal form of its address; of those that any cites. */
    public Map<String, Integer> others(Card card) throws IOException {
        Set<String> addresses = new TreeSet<>();
        CardText.of(card).forEach(text -> addresses.addAll(text.reports().keySet()));
        Query collection = new TermQuery(new Term(CardFields.COLLECTION, card.collection()));
        Map<String, Integer> others = new HashMap<>();
        for (String address : addresses) {
            // Operations cite reports too, but have no collection.
            int count = reader.count(
                    new BooleanQuery.Builder().add(query(address), Occur.FILTER).add(collection, Occur.FILTER).build());
            if (count > 1) {
                others.put(address, count - 1);
            }
        }
        return others;
    }

    /** The reports of the host that cards of the collections cite, those first whose addresses have most words in common with this. */
    private List<Count> nearby(ReportAddress address, Set<String> collections) throws IOException {
        Set<String> words = words(address.key());
        Map<Integer, List<Count>> byCommon = new TreeMap<>(Comparator.reverseOrder());
        for (Count count : ofHost(address.host(), collections)) {
            Set<String> common = words(count.normal());
            common.retainAll(words);
            byCommon.computeIfAbsent(common.size(), first -> new ArrayList<>()).add(count);
        }
        return byCommon.values().stream().flatMap(same -> same.stream().sorted(MOST_CARDS_FIRST)).toList();
    }

    private List<Count> ofHost(String host, Set<String> collections) throws IOException {
        List<Count> counts = new ArrayList<>();
        Terms terms = MultiTerms.getTerms(reader.getIndexReader(), CardFields.REPORT);
        if (terms == null) {
            return counts;
        }
        List<Kinds> choices = new ArrayList<>();
        for (Set<String> choice : collections.isEmpty()
                ? List.of(Set.of(Deck.ETDA), Set.<String>of())
                : List.of(collections)) {
            choices.add(new Kinds(SearchScope.current(CardFields.ACTOR, choice).cards(reader),
                    SearchScope.current(CardFields.TOOL, choice).cards(reader)));
        }
        BytesRef beginning = new BytesRef(host);
        TermsEnum each = terms.iterator();
        boolean isOn = each.seekCeil(beginning) != TermsEnum.SeekStatus.END;
        while (isOn && StringHelper.startsWith(each.term(), beginning) && counts.size() < MOST_OF_HOST) {
            String address = each.term().utf8ToString();
            if (new ReportAddress(address).host().equals(host)) {
                count(address, each.postings(null, PostingsEnum.NONE), choices).ifPresent(counts::add);
            }
            isOn = each.next() != null;
        }
        return counts;
    }

    /** The cards of some collections by document. */
    private record Kinds(FixedBitSet actors, FixedBitSet tools) {
    }

    /**
     * Counts the cards among documents as a lookup of the address would; empty if it would find none.
     *
     * @param choices of which the first with any of the cards counts
     */
    private static Optional<Count> count(String address, PostingsEnum documents, List<Kinds> choices)
            throws IOException {
        int[] actors = new int[choices.size()];
        int[] tools = new int[choices.size()];
        for (int document = documents.nextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = documents
                .nextDoc()) {
            for (int i = 0; i < choices.size(); i++) {
                actors[i] += choices.get(i).actors.get(document) ? 1 : 0;
                tools[i] += choices.get(i).tools.get(document) ? 1 : 0;
            }
        }
        return IntStream.range(0, choices.size()).filter(i -> actors[i] + tools[i] > 0)
                .mapToObj(i -> new Count(address, actors[i], tools[i])).findFirst();
    }

    private static Set<String> words(String address) {
        return NOT_IN_WORD.splitAsStream(address.toLowerCase(Locale.ROOT)).filter(word -> word.length() > 1)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Collects what cards that cite one report cite. Not thread-safe. */
    private static final class Citations {
        private final String address;
        private final Map<String, Integer> actors = new LinkedHashMap<>();
        private final Map<String, Integer> tools = new LinkedHashMap<>();
        private Optional<String> written = Optional.empty();

        Citations(String address) {
            this.address = address;
        }

        Mentioning read(Card card, Kind kind) {
            Set<String> cited = new TreeSet<>();
            List<Place> places = new ArrayList<>();
            for (CardText text : CardText.of(card)) {
                Map<String, String> reports = text.reports();
                cited.addAll(reports.keySet());
                String here = reports.get(address);
                if (here != null) {
                    written = written.or(() -> Optional.of(here));
                    Place place = new Place(text.field(), text.date(), text.place(), sentence(text, here));
                    if (!places.contains(place)) {
                        places.add(place);
                    }
                }
            }
            cited.remove(address);
            cited.forEach(other -> (kind == Kind.ACTOR ? actors : tools).merge(other, 1, Integer::sum));
            return new Mentioning(CardReference.of(card), places);
        }

        /**
         * What an operation tells first, since its sources stand apart from it; else the sentence with the address; empty if the text is the
         * address alone.
         */
        private static String sentence(CardText text, String written) {
            if (ReportAddress.of(text.text()).isPresent()) {
                return "";
            }
            boolean isActivity = text.field() == Field.OPERATIONS || text.field() == Field.COUNTER_OPERATIONS;
            String story = isActivity ? new Activity(text.date(), text.text()).story().strip() : "";
            return story.isEmpty()
                    ? SubjectLookup.sentence(text.text(), Math.max(0, text.text().indexOf(written)))
                    : SubjectLookup.sentence(story, 0);
        }

        /** The other reports that at least two of the cards cite. */
        List<Count> shared() {
            Set<String> all = new TreeSet<>(actors.keySet());
            all.addAll(tools.keySet());
            return all.stream()
                    .map(other -> new Count(other, actors.getOrDefault(other, 0), tools.getOrDefault(other, 0)))
                    .filter(count -> count.actors() + count.tools() > 1).sorted(MOST_CARDS_FIRST).toList();
        }
    }
}
