package dev.threatcards.search;

import java.util.List;

/**
 * A part of a card's score, as data: any engine that has the fields of {@link dev.threatcards.analysis.CardFields} can evaluate it. A card's
 * score is the sum over all clauses that match it.
 *
 * @param match which cards match
 * @param field the field of the terms
 * @param terms the terms of the field
 * @param scoring the score of a card that matches, before it is multiplied by the weight
 * @param weight the factor
 * @param mostCards the share of the scope's cards, from 0 to 1, that may match; a clause that more of them match is left out
 */
record RankingClause(Match match, String field, List<String> terms, Scoring scoring, float weight, double mostCards) {

    /** Which cards match a clause. */
    enum Match {
        /** Those with all of the terms; if there are no terms, all cards. */
        ALL,
        /** Those with at least one of the terms. */
        ANY,
        /** Those with a term that begins with the only one. */
        PREFIX,
        /** Those in which the two terms follow each other, with one position between them at most. */
        PAIR,
        /** Those with at least one of the terms; a card scores for the best of them. */
        BEST_TERM,
        /** Those with one of the phrases, each of which is terms joined by spaces; a card scores for the best of them. */
        BEST_PHRASE
    }

    /** The score of a card that matches. */
    enum Scoring {
        /** One. */
        CONSTANT,
        /** Okapi BM25 of the terms in the field, with the index's parameters: k1 = 1.6, b = 0.6. */
        BM25
    }

    /** Gives every card the score 1. */
    static final RankingClause EVERY_CARD = constant(Match.ALL, "", List.of(), 1);

    RankingClause {
        terms = List.copyOf(terms);
    }

    /** Adds the weight to the score of each card that matches. */
    static RankingClause constant(Match match, String field, List<String> terms, float weight) {
        return new RankingClause(match, field, terms, Scoring.CONSTANT, weight, 1);
    }

    /** Adds the weight to the score of each card with all terms, if these cards are few. */
    static RankingClause rare(String field, List<String> terms, float weight, double mostCards) {
        return new RankingClause(Match.ALL, field, terms, Scoring.CONSTANT, weight, mostCards);
    }

    /** BM25 of a term. */
    static RankingClause bm25(String field, String term, float weight) {
        return new RankingClause(Match.ALL, field, List.of(term), Scoring.BM25, weight, 1);
    }

    /** BM25 of two terms next to each other. */
    static RankingClause pair(String field, String first, String second, float weight) {
        return new RankingClause(Match.PAIR, field, List.of(first, second), Scoring.BM25, weight, 1);
    }

    /** BM25 of the term that scores best. */
    static RankingClause bestTerm(String field, List<String> terms, float weight) {
        return new RankingClause(Match.BEST_TERM, field, terms, Scoring.BM25, weight, 1);
    }

    /** BM25 of the phrase that scores best, each of which is terms joined by spaces. */
    static RankingClause bestPhrase(String field, List<String> phrases, float weight) {
        return new RankingClause(Match.BEST_PHRASE, field, phrases, Scoring.BM25, weight, 1);
    }
}
