package dev.threatcards.analysis;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

import org.apache.lucene.search.spell.LevenshteinDistance;

/** The known word that a mistyped one may have meant. */
public final class NearestWord {

    /** How alike two words have to be, from 0 to 1; "contry" and "country" are 0.86. */
    private static final float ALIKE = 0.5f;

    private NearestWord() {
    }

    /** The most alike of {@code known}, if one is alike at all. */
    public static Optional<String> of(String word, Collection<String> known) {
        LevenshteinDistance distance = new LevenshteinDistance();
        return known.stream().filter(candidate -> distance.getDistance(word, candidate) >= ALIKE)
                .max(Comparator.comparingDouble(candidate -> distance.getDistance(word, candidate)));
    }
}
