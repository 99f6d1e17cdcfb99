package dev.threatcards.index;

import java.time.temporal.ChronoUnit;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.LongRange;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardDate.Precision;
import dev.threatcards.card.Operation;
import dev.threatcards.card.OperationFacet;
import dev.threatcards.index.CardAnalysis.Analyzed;
import dev.threatcards.text.Prose;
import dev.threatcards.text.ReportAddress;

/** Makes the Lucene document of an operation. What is asked of its actor is looked up in the actor's document, which follows it. */
final class OperationDocument {

    /** The bits of a sort value for the place within a month; no span of days that differs in them is told apart. */
    private static final int WITHIN_MONTH = 20;

    /** Added to the place of days and months within a month; places of longer dates are below it. */
    private static final long EXACT = 1L << 19;

    private OperationDocument() {
    }

    /** @param place the place of the operation among those of its card */
    static Document of(ActorCard card, Operation operation, int place, CardAnalysis analysis) {
        Document document = new Document();
        document.add(new StringField(CardFields.KIND, CardFields.OPERATION, Store.NO));
        document.add(new StringField(CardFields.BLOCK, card.uuid().toString(), Store.NO));
        document.add(new NumericDocValuesField(CardFields.OPERATION_PLACE, place));
        Analyzed story = analysis.of(Prose.plain(operation.activity().story()));
        document.add(analysis.field(CardFields.OPERATION_TEXT, story.text(), CardDocument.POSITIONS));
        document.add(analysis.field(CardFields.OPERATION_WORDS, story.words(), CardDocument.DOCUMENTS));
        for (OperationFacet facet : OperationFacet.values()) {
            String field = CardFields.facet(facet);
            for (String value : facet.values(card, operation)) {
                document.add(new KeywordField(field, CardFields.bounded(field, value), Store.NO));
            }
        }
        for (ReportAddress report : ReportAddress.in(operation.activity().text()).keySet()) {
            document.add(
                    new StringField(CardFields.REPORT, CardFields.bounded(CardFields.REPORT, report.key()), Store.NO));
        }
        if (operation.date().isKnown()) {
            date(operation.date(), document);
        }
        return document;
    }

    private static void date(CardDate date, Document document) {
        long from = date.from().toEpochDay();
        long to = date.to().toEpochDay();
        document.add(new LongRange(CardFields.OPERATION_DAYS, new long[]{from}, new long[]{to}));
        document.add(new NumericDocValuesField(CardFields.OPERATION_FROM, from));
        document.add(new NumericDocValuesField(CardFields.OPERATION_TO, to));
        document.add(new NumericDocValuesField(CardFields.OPERATION_SORT, sort(date)));
    }

    /**
     * By the month of the first day. Within it, days and months come after longer dates, so that a list grouped by month has one group for
     * "2020-01" and one for "2020"; days in their order, and longer dates by their length.
     */
    static long sort(CardDate date) {
        long month = 12L * date.from().getYear() + date.from().getMonthValue();
        boolean exact = date.precision() == Precision.DAY || date.precision() == Precision.MONTH;
        long within = exact
                ? EXACT + (date.precision() == Precision.DAY ? date.from().getDayOfMonth() : 0)
                : Math.min(EXACT - 1, ChronoUnit.DAYS.between(date.from(), date.to()));
        return (month << WITHIN_MONTH) + within;
    }
}
