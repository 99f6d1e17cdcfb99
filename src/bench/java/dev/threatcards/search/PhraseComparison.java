package dev.threatcards.search;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.FilteringTokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.shingle.ShingleFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.BenchmarkDeck;
import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.analysis.CardFields;
import dev.threatcards.analysis.WordPairs;
import dev.threatcards.card.ActorCard;

/**
 * Phrases of two words by their positions, and by a term for every two words that follow each other, or for those that are both
 * frequent, as in this project: what each costs in bytes and in time to index, and what it gives. Arguments: the number of invented cards or a deck in any
 * form, the folder for the indexes, and how often each phrase is asked.
 */
public final class PhraseComparison {

    private static final String TEXT = "text";
    private static final String PAIRS = "pairs";

    private static final int PHRASES = 200;

    private static final FieldType OF_PAIRS = new FieldType();

    static {
        OF_PAIRS.setIndexOptions(IndexOptions.DOCS);
        OF_PAIRS.setOmitNorms(true);
        OF_PAIRS.freeze();
    }

    /** Which pairs of words are terms. */
    private enum Pairs {
        NONE, OF_FREQUENT_WORDS, ALL
    }

    private PhraseComparison() {
    }

    /** Compares, and prints a table. */
    public static void main(String[] arguments) throws IOException {
        BenchmarkDeck deck = BenchmarkDeck.of(arguments[0], arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        try (BenchmarkActors actors = BenchmarkActors.open(deck.index())) {
            List<List<String>> phrases = phrases(actors.sample());
            System.out.printf(Locale.ROOT, "%,d cards, %d phrases, each %d times%n", actors.size(), phrases.size(),
                    rounds);
            System.out.printf(Locale.ROOT, "%-20s %14s %12s %10s %10s %10s %10s %14s%n", "pairs that are terms",
                    "index bytes", "CPU s", "p50 µs", "p99 µs", "mean µs", "by pairs", "same counts");
            Set<String> frequent = Set.copyOf(WordPairs.words());
            int[] counts = new int[phrases.size()];
            for (Pairs pairs : Pairs.values()) {
                try (Directory directory = FSDirectory
                        .open(deck.folder().resolve("phrases-" + pairs.name().toLowerCase(Locale.ROOT)))) {
                    double seconds = index(directory, actors.cards(), pairs, frequent);
                    try (DirectoryReader reader = DirectoryReader.open(directory)) {
                        System.out.printf(Locale.ROOT, "%-20s %,14d %12.0f", pairs.name().toLowerCase(Locale.ROOT),
                                bytes(directory), seconds);
                        int[] found = print(reader,
                                phrases.stream().map(phrase -> query(phrase, pairs, frequent)).toList(), rounds);
                        counts = pairs == Pairs.NONE ? found : counts;
                        System.out.printf(Locale.ROOT, "%14d%n", same(counts, found));
                    }
                }
            }
        }
    }

    private static List<List<String>> phrases(List<ActorCard> sample) {
        return BenchmarkQueries.of(sample, PHRASES).stream()
                .filter(query -> query.kind() == BenchmarkQueries.TextClass.PHRASE).map(query -> query.words())
                .map(words -> CardAnalyzer.terms(CardFields.TEXT, String.join(" ", words)))
                .filter(terms -> terms.size() == 2).distinct().toList();
    }

    /** Indexes, alone on a thread; the processor's seconds that it took, or 0 if it was done before. */
    private static double index(Directory directory, Stream<ActorCard> cards, Pairs pairs, Set<String> frequent)
            throws IOException {
        if (DirectoryReader.indexExists(directory)) {
            return 0;
        }
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        try (IndexWriter writer = new IndexWriter(directory,
                new IndexWriterConfig(CardAnalyzer.INSTANCE).setRAMBufferSizeMB(256).setUseCompoundFile(false))) {
            for (ActorCard card : (Iterable<ActorCard>) cards::iterator) {
                Document document = new Document();
                for (String text : BenchmarkActors.texts(card)) {
                    document.add(new TextField(TEXT, text, Store.NO));
                    if (pairs != Pairs.NONE) {
                        document.add(new PairsField(text, pairs == Pairs.ALL ? null : frequent));
                    }
                }
                writer.addDocument(document);
            }
            writer.forceMerge(1);
        }
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
    }

    /** A text's pairs of words. */
    private static final class PairsField extends Field {
        private final Set<String> frequent;

        /**
         * A text's pairs.
         *
         * @param frequent the words of which both have to be; null for all
         */
        PairsField(String text, Set<String> frequent) {
            super(PAIRS, text, OF_PAIRS);
            this.frequent = frequent;
        }

        @Override
        public TokenStream tokenStream(Analyzer analyzer, TokenStream reuse) {
            ShingleFilter pairs = new ShingleFilter(analyzer.tokenStream(CardFields.TEXT, stringValue()), 2);
            pairs.setOutputUnigrams(false);
            return frequent == null ? pairs : new FilteringTokenFilter(pairs) {
                private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

                @Override
                protected boolean accept() {
                    String pair = term.toString();
                    int gap = pair.indexOf(' ');
                    return frequent.contains(pair.substring(0, gap)) && frequent.contains(pair.substring(gap + 1));
                }
            };
        }
    }

    private static Query query(List<String> phrase, Pairs pairs, Set<String> frequent) {
        boolean isTerm = pairs == Pairs.ALL || (pairs == Pairs.OF_FREQUENT_WORDS && frequent.containsAll(phrase));
        return isTerm
                ? new TermQuery(new Term(PAIRS, String.join(" ", phrase)))
                : new PhraseQuery(TEXT, phrase.toArray(String[]::new));
    }

    private static long same(int[] some, int[] others) {
        return IntStream.range(0, some.length).filter(i -> some[i] == others[i]).count();
    }

    private static long bytes(Directory directory) throws IOException {
        long bytes = 0;
        for (String file : directory.listAll()) {
            bytes += directory.fileLength(file);
        }
        return bytes;
    }

    /** Asks each query over and over, prints how long they take, and gives how many cards each finds. */
    private static int[] print(DirectoryReader reader, List<Query> queries, int rounds) throws IOException {
        IndexSearcher searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null);
        double[] medians = new double[queries.size()];
        int[] found = new int[queries.size()];
        for (int q = 0; q < medians.length; q++) {
            for (int warm = 0; warm < rounds; warm++) {
                found[q] = cards(queries.get(q), searcher);
            }
            long[] taken = new long[rounds];
            for (int round = 0; round < rounds; round++) {
                long start = System.nanoTime();
                cards(queries.get(q), searcher);
                taken[round] = System.nanoTime() - start;
            }
            Arrays.sort(taken);
            medians[q] = taken[rounds / 2] / 1e3;
        }
        double mean = Arrays.stream(medians).average().orElse(0);
        Arrays.sort(medians);
        System.out.printf(Locale.ROOT, " %10.0f %10.0f %10.0f %10d", medians[medians.length / 2],
                medians[(int) (medians.length * 0.99)], mean,
                queries.stream().filter(TermQuery.class::isInstance).count());
        return found;
    }

    /** How many cards match, of which each is looked at, as a search has to. */
    private static int cards(Query query, IndexSearcher searcher) throws IOException {
        Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        int count = 0;
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            ScorerSupplier supplier = weight.scorerSupplier(leaf);
            if (supplier != null) {
                FixedBitSet cards = new FixedBitSet(leaf.reader().maxDoc());
                DocIdSetIterator found = supplier.get(Long.MAX_VALUE).iterator();
                found.nextDoc();
                found.intoBitSet(DocIdSetIterator.NO_MORE_DOCS, cards, 0);
                count += cards.cardinality();
            }
        }
        return count;
    }
}
