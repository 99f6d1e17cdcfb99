package dev.threatcards.index;

import java.io.IOException;
import java.util.List;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.Test;

import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.Facet;
import dev.threatcards.index.LabelIndex.Label;

import static org.assertj.core.api.Assertions.assertThat;

final class LabelIndexTest {

    private interface Check {
        void of(LabelIndex labels) throws IOException;
    }

    private static void check(Check check) throws IOException {
        try (Directory directory = new ByteBuffersDirectory()) {
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
                for (Facet facet : List.of(Facet.COUNTRY, Facet.TARGET)) {
                    Document document = new Document();
                    document.add(new StringField(CardFields.label(facet), "china", Store.NO));
                    writer.addDocument(document);
                    writer.flush();
                }
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                check.of(new LabelIndex(reader));
            }
        }
    }

    @Test
    void theFacetsOfAKeyAreThoseOfAllSegments() throws IOException {
        check(labels -> {
            assertThat(labels.facets("china")).containsExactlyInAnyOrder(Facet.COUNTRY, Facet.TARGET);
            assertThat(labels.facets("chin")).isEmpty();
        });
    }

    @Test
    void aLabelIsAnalyzedOnceAndAVeryLongOneIsNotKept() throws IOException {
        check(labels -> {
            assertThat(labels.of("Chinese hackers"))
                    .isEqualTo(new Label("Chinese hackers", List.of("china", "hack"), "china hack", "chinesehackers"))
                    .isSameAs(labels.of("Chinese hackers"));
            String story = "very ".repeat(30);
            assertThat(labels.of(story)).isEqualTo(labels.of(story)).isNotSameAs(labels.of(story));
        });
    }

    @Test
    void aLabelWithoutTermsIsItsOwnKey() throws IOException {
        check(labels -> assertThat(labels.of("IT"))
                .isEqualTo(new Label("IT", List.of(), CardAnalyzer.key("IT"), "it")));
    }
}
