package dev.threatcards.analysis;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

import org.apache.lucene.search.spell.LevenshteinDistance;

/** Suggests a known word for a mistyped one. */
public final class NearestWord {

    /** The least similarity, from 0 to 1; "contry" and "country" have 0.86. */
    private static final float SIMILAR = 0.5f;

    private NearestWord() {
    }

    /** The most similar of {@code known}; empty if none is similar. */
    public static Optional<String> of(String word, Collection<String> known) {
        LevenshteinDistance distance = new LevenshteinDistance();
        return known.stream().filter(candidate -> distance.getDistance(word, candidate) >= SIMILAR)
                .max(Comparator.comparingDouble(candidate -> distance.getDistance(word, candidate)));
    }
}
