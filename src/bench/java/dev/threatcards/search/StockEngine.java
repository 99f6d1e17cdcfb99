package dev.threatcards.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.facet.DrillDownQuery;
import org.apache.lucene.facet.DrillSideways;
import org.apache.lucene.facet.FacetResult;
import org.apache.lucene.facet.Facets;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;

import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Facet;
import dev.threatcards.search.BenchmarkQueries.BenchmarkQuery;

/**
 * What Lucene brings along, as its own demo has it: one field for all words, {@code FacetsConfig} with the one {@code $facets} field,
 * {@code DrillSideways}; for a page stored fields and {@code UnifiedHighlighter}. The words are analysed as this project does.
 */
final class StockEngine implements Engine {

    private static final String TEXT = "text";
    private static final FacetsConfig FACETS = new FacetsConfig();

    static {
        BenchmarkQueries.FACETS.forEach(facet -> FACETS.setMultiValued(facet.parameter(), true));
    }

    private final Kind kind;
    private final IndexSearcher searcher;
    private final SortedSetDocValuesReaderState state;
    private final QueryBuilder builder = new QueryBuilder(CardAnalyzer.INSTANCE);

    StockEngine(Kind kind, DirectoryReader reader) throws IOException {
        this.kind = kind;
        this.searcher = new IndexSearcher(reader);
        this.state = new DefaultSortedSetDocValuesReaderState(reader, FACETS);
    }

    /** Indexes cards, if the folder has no index yet. */
    static void index(Path folder, Stream<ActorCard> cards) throws IOException {
        try (Directory directory = FSDirectory.open(folder)) {
            if (!DirectoryReader.indexExists(directory)) {
                try (IndexWriter writer = new IndexWriter(directory,
                        new IndexWriterConfig(CardAnalyzer.INSTANCE).setRAMBufferSizeMB(256))) {
                    for (ActorCard card : (Iterable<ActorCard>) cards::iterator) {
                        writer.addDocument(FACETS.build(document(card)));
                    }
                }
            }
        }
    }

    /** Opens what was indexed. */
    static DirectoryReader open(Path folder) throws IOException {
        return DirectoryReader.open(FSDirectory.open(folder));
    }

    private static Document document(ActorCard card) {
        Document document = new Document();
        BenchmarkActors.texts(card).forEach(text -> document.add(new TextField(TEXT, text, Store.YES)));
        for (Facet facet : BenchmarkQueries.FACETS) {
            facet.values(card)
                    .forEach(value -> document.add(new SortedSetDocValuesFacetField(facet.parameter(), value)));
        }
        document.add(new StoredField("name", card.name()));
        return document;
    }

    @Override
    public Answer answer(BenchmarkQuery query) throws IOException {
        DrillDownQuery drillDown = new DrillDownQuery(FACETS, text(query));
        query.filters().choices()
                .forEach((facet, choice) -> choice.any().forEach(value -> drillDown.add(facet.parameter(), value)));
        TopScoreDocCollectorManager first = new TopScoreDocCollectorManager(SIZE, null, Integer.MAX_VALUE);
        Map<Facet, List<Integer>> counts = new EnumMap<>(Facet.class);
        TopDocs hits;
        if (kind == Kind.BARE) {
            hits = searcher.search(drillDown, first);
        } else {
            DrillSideways.ConcurrentDrillSidewaysResult<TopDocs> result = new DrillSideways(searcher, FACETS, state)
                    .search(drillDown, first);
            hits = result.collectorResult;
            for (Facet facet : BenchmarkQueries.FACETS) {
                counts.put(facet, counts(result.facets, facet));
            }
        }
        if (kind == Kind.STOCK_PAGE) {
            render(drillDown, hits);
        }
        return new Answer(Math.toIntExact(hits.totalHits.value()), hits.scoreDocs.length, counts);
    }

    private void render(Query query, TopDocs hits) throws IOException {
        UnifiedHighlighter.builder(searcher, CardAnalyzer.INSTANCE).withMaxLength(Integer.MAX_VALUE - 1).build()
                .highlight(TEXT, query, hits, 2);
        for (ScoreDoc hit : hits.scoreDocs) {
            searcher.storedFields().document(hit.doc);
        }
    }

    private static List<Integer> counts(Facets facets, Facet facet) throws IOException {
        FacetResult top = facets.getTopChildren(SIZE, facet.parameter());
        return top == null ? List.of() : Stream.of(top.labelValues).map(value -> value.value.intValue()).toList();
    }

    private Query text(BenchmarkQuery query) {
        return switch (query.kind()) {
            case MATCH_ALL -> MatchAllDocsQuery.INSTANCE;
            case FREQUENT, RARE, CONJUNCTION -> words(query, Occur.MUST);
            case DISJUNCTION -> words(query, Occur.SHOULD);
            case PHRASE -> builder.createPhraseQuery(TEXT, String.join(" ", query.words()));
        };
    }

    private Query words(BenchmarkQuery query, Occur occur) {
        BooleanQuery.Builder words = new BooleanQuery.Builder();
        query.words().forEach(word -> words.add(builder.createPhraseQuery(TEXT, word), occur));
        return words.build();
    }
}
