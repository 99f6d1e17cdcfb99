package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.lucene.search.uhighlight.FieldHighlighter;
import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageFormatter;

import dev.threatcards.index.CardAnalyzer;
import dev.threatcards.index.CardFields;
import dev.threatcards.index.CardText;
import dev.threatcards.index.HeldCard;
import dev.threatcards.index.WantedTerms;
import dev.threatcards.search.Highlight.Run;

/** The sentences of a card's description and operations in which the query's words stand. */
final class Highlighter {

    private static final String DESCRIPTION = "description";
    private static final String OPERATIONS = "operations";

    /** Passages a field; a hit is a few lines. */
    private static final int PASSAGES = 2;

    private static final Comparator<Passage> AS_IN_TEXT = Comparator.comparingInt(Passage::getStartOffset);

    private final WantedTerms terms;
    private final PassageScores scorer = new PassageScores();

    Highlighter(QueryTree tree) {
        terms = WantedTerms.of(CardAnalyzer.terms(CardFields.TEXT, tree.words()));
    }

    /** The passages by field; fields without any are absent. */
    Map<String, List<Highlight>> of(HeldCard card) throws IOException {
        Map<String, List<Highlight>> highlights = new TreeMap<>();
        if (!terms.isEmpty()) {
            put(DESCRIPTION, card.description(), highlights);
            put(OPERATIONS, card.operations(), highlights);
        }
        return highlights;
    }

    private void put(String field, CardText text, Map<String, List<Highlight>> highlights) throws IOException {
        Matches matches = new Matches(text.places(terms));
        if (matches.isEmpty()) {
            return;
        }
        FieldHighlighter highlighter = new FieldHighlighter(field, matches.asStrategy(field), new SentenceBreaks(text),
                scorer, PASSAGES, 0, new Runs(), AS_IN_TEXT);
        Object passages = highlighter.highlightFieldForDoc(null, 0, text.text());
        if (passages instanceof List<?> list && !list.isEmpty()) {
            highlights.put(field, list.stream().map(Highlight.class::cast).toList());
        }
    }

    /** Passages as runs of marked and unmarked text, so that nobody has to take markup apart again. */
    private static final class Runs extends PassageFormatter {

        @Override
        public Object format(Passage[] passages, String content) {
            List<Highlight> highlights = new ArrayList<>();
            for (Passage passage : passages) {
                highlights.add(new Highlight(runs(passage, content)));
            }
            return highlights;
        }

        private static List<Run> runs(Passage passage, String content) {
            List<Run> runs = new ArrayList<>();
            int at = passage.getStartOffset();
            for (int i = 0; i < passage.getNumMatches(); i++) {
                int start = Math.max(at, passage.getMatchStarts()[i]);
                int end = Math.min(passage.getMatchEnds()[i], passage.getEndOffset());
                if (start >= end) {
                    continue;
                }
                add(content.substring(at, start).replace('\n', ' '), false, runs);
                add(content.substring(start, end), true, runs);
                at = end;
            }
            add(content.substring(at, passage.getEndOffset()).replace('\n', ' ').stripTrailing(), false, runs);
            return runs;
        }

        private static void add(String text, boolean marked, List<Run> runs) {
            if (!text.isEmpty()) {
                runs.add(new Run(text, marked));
            }
        }
    }
}
