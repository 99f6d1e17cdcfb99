package dev.threatcards.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.lucene.search.uhighlight.PassageScorer;

import dev.threatcards.index.TokenizedCard;
import dev.threatcards.index.TokenizedText;
import dev.threatcards.result.Highlight;
import dev.threatcards.result.Highlight.Run;

/**
 * Finds the sentences of a card's description and operations that match a query best, and marks the words of the query in them. Sentences
 * are ranked as Lucene's {@code UnifiedHighlighter} ranks passages.
 */
final class Highlighter {

    /** The most sentences of a text: a hit has a few lines. */
    private static final int MOST = 2;

    private static final PassageScorer SCORER = new PassageScorer();

    private final QueryTerms query;

    Highlighter(QueryTerms query) {
        this.query = query;
    }

    /**
     * A sentence with tokens to mark.
     *
     * @param tokens their indexes in the text, in order
     */
    private record Sentence(int start, int end, List<Integer> tokens, float score) {
        static final Comparator<Sentence> BY_START = Comparator.comparingInt(Sentence::start);
        static final Comparator<Sentence> BEST_FIRST = Comparator.comparingDouble(Sentence::score)
                .thenComparing(BY_START).reversed();
    }

    /** The best sentences of each text of the card, in text order; texts without any are absent. */
    Map<String, List<Highlight>> of(TokenizedCard card) {
        if (query.highlighted().isEmpty() && query.phrases().isEmpty()) {
            return Map.of();
        }
        Map<String, List<Highlight>> highlights = new TreeMap<>();
        card.texts().forEach((name, text) -> {
            List<Highlight> best = best(text);
            if (!best.isEmpty()) {
                highlights.put(name, best);
            }
        });
        return highlights;
    }

    /** The best sentences of a text, in text order. */
    List<Highlight> best(TokenizedText text) {
        return best(text, 0, text.text().length());
    }

    /**
     * The best sentences of a part of a text, in text order.
     *
     * @param from where the part starts
     * @param to where it ends
     */
    List<Highlight> best(TokenizedText text, int from, int to) {
        BitSet matches = matches(text, from, to);
        if (matches.isEmpty()) {
            return List.of();
        }
        Map<String, Long> frequencies = counts(matches.stream().boxed().toList(), text);
        Map<Integer, List<Integer>> bySentence = matches.stream().boxed().collect(Collectors.groupingBy(
                token -> text.sentences().start(text.start(token)), LinkedHashMap::new, Collectors.toList()));
        return bySentence.entrySet().stream().map(sentence -> {
            int start = sentence.getKey();
            int end = text.sentences().end(start);
            List<Integer> tokens = sentence.getValue();
            float score = score(start - from, end - start, to - from, counts(tokens, text), frequencies);
            return new Sentence(start, end, tokens, score);
        }).sorted(Sentence.BEST_FIRST).limit(MOST).sorted(Sentence.BY_START)
                .map(sentence -> new Highlight(runs(sentence, text))).toList();
    }

    /** The whole text with the words of the query marked. */
    Highlight whole(TokenizedText text) {
        return whole(text, 0, text.text().length());
    }

    /** A part of a text with the words of the query marked. */
    Highlight whole(TokenizedText text, int from, int to) {
        List<Integer> tokens = matches(text, from, to).stream().boxed().toList();
        return new Highlight(runs(new Sentence(from, to, tokens, 0), text));
    }

    /** The tokens of a part of the text to mark. */
    private BitSet matches(TokenizedText text, int from, int to) {
        List<String> terms = text.terms();
        BitSet matches = new BitSet();
        for (int token = text.token(from); token < terms.size() && text.end(token) <= to; token++) {
            String term = terms.get(token);
            if (query.highlighted().contains(term)) {
                matches.set(token);
            }
            for (List<String> phrase : query.phrases()) {
                int end = token + phrase.size();
                if (phrase.getFirst().equals(term) && end <= terms.size() && terms.subList(token, end).equals(phrase)
                        && text.sentences().end(text.start(token)) > text.start(end - 1)) {
                    matches.set(token, end);
                }
            }
        }
        return matches;
    }

    private static Map<String, Long> counts(List<Integer> tokens, TokenizedText text) {
        return tokens.stream().map(text.terms()::get)
                .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()));
    }

    /** The same score as {@link PassageScorer#score}, which allocates 32 kB for each passage. */
    private static float score(int start, int length, int textLength, Map<String, Long> inSentence,
            Map<String, Long> inText) {
        double score = 0;
        for (Map.Entry<String, Long> term : inSentence.entrySet()) {
            score += SCORER.tf(term.getValue().intValue(), length)
                    * SCORER.weight(textLength, inText.get(term.getKey()).intValue());
        }
        return (float) (score * SCORER.norm(start));
    }

    private static List<Run> runs(Sentence sentence, TokenizedText text) {
        List<Run> runs = new ArrayList<>();
        int at = sentence.start;
        for (int token : sentence.tokens) {
            int end = Math.min(text.end(token), sentence.end);
            // Parts of one word may overlap.
            if (end > at) {
                int start = Math.max(at, text.start(token));
                add(text.text().substring(at, start).replace('\n', ' '), false, runs);
                add(text.text().substring(start, end), true, runs);
                at = end;
            }
        }
        add(text.text().substring(at, sentence.end).replace('\n', ' ').stripTrailing(), false, runs);
        return runs;
    }

    private static void add(String text, boolean marked, List<Run> runs) {
        if (!text.isEmpty()) {
            runs.add(new Run(text, marked));
        }
    }
}
