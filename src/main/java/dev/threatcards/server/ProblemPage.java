package dev.threatcards.server;

import java.util.List;

/** A page that says what went wrong, or which of several cards may be meant. */
record ProblemPage(Site site, Problem problem, List<Candidate> candidates) {

    /** A card that may be meant. */
    record Candidate(String name, String names, String link) {
    }
}
