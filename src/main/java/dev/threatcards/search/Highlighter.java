package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;

import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.Prose;
import dev.threatcards.index.CardAnalyzer;
import dev.threatcards.index.CardFields;
import dev.threatcards.search.Highlight.Run;

/** The sentences of a card's description and operations in which the query's words stand. */
final class Highlighter {

    /** Passages a field; a hit is a few lines. */
    private static final int PASSAGES = 2;

    /** The longest text looked through, in characters; no card of the real deck comes near it. */
    private static final int LONGEST_TEXT = 200_000;

    /** A line of a card ends a sentence, full stop or not; a paragraph separator is what sentences are told apart by. */
    private static final char LINE_END = '\u2029';

    private final Set<String> terms;
    private final UnifiedHighlighter highlighter;

    Highlighter(QueryTree tree) {
        terms = new LinkedHashSet<>(CardAnalyzer.terms(CardFields.TEXT, tree.words()));
        highlighter = UnifiedHighlighter.builderWithoutSearcher(CardAnalyzer.INSTANCE).withMaxLength(LONGEST_TEXT)
                .withMaxNoHighlightPassages(0).withFormatter(new Runs()).build();
    }

    /** The passages by field; fields without any are absent. */
    Map<String, List<Highlight>> of(Card card) throws IOException {
        Map<String, List<Highlight>> highlights = new TreeMap<>();
        if (terms.isEmpty()) {
            return highlights;
        }
        put(CardFields.DESCRIPTION, Prose.of(card.description()).plain(), highlights);
        if (card instanceof ActorCard actor) {
            String operations = Stream.concat(actor.operations().stream(), actor.counterOperations().stream())
                    .map(Activity::story).map(story -> Prose.of(story).plain()).collect(Collectors.joining("\n"));
            put(CardFields.OPERATIONS, operations, highlights);
        }
        return highlights;
    }

    private void put(String field, String text, Map<String, List<Highlight>> highlights) throws IOException {
        if (text.isEmpty()) {
            return;
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        terms.forEach(term -> any.add(new TermQuery(new Term(field, term)), Occur.SHOULD));
        Object passages = highlighter.highlightWithoutSearcher(field, any.build(), text.replace('\n', LINE_END),
                PASSAGES);
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
                add(content.substring(at, start).replace(LINE_END, ' '), false, runs);
                add(content.substring(start, end), true, runs);
                at = end;
            }
            add(content.substring(at, passage.getEndOffset()).replace(LINE_END, ' ').stripTrailing(), false, runs);
            return runs;
        }

        private static void add(String text, boolean marked, List<Run> runs) {
            if (!text.isEmpty()) {
                runs.add(new Run(text, marked));
            }
        }
    }
}
