package dev.threatcards.index;

import java.util.Collection;
import java.util.Set;

/** Terms of {@link CardFields#TEXT} that are looked for in texts. Immutable. */
public final class WantedTerms {

    /** The mask of a word that may be any term, or mean something only together with others. */
    static final long ANY = -1;

    /** Whatever a text has. */
    static final WantedTerms ALL = new WantedTerms(Set.of(), ANY, FirstLetters.ANY);

    private final Set<String> terms;
    private final long mask;
    private final int letters;

    private WantedTerms(Set<String> terms, long mask, int letters) {
        this.terms = terms;
        this.mask = mask;
        this.letters = letters;
    }

    /** These terms. */
    public static WantedTerms of(Collection<String> terms) {
        return new WantedTerms(Set.copyOf(terms),
                terms.stream().mapToLong(term -> mask(term.hashCode())).reduce(0, (one, other) -> one | other),
                terms.stream().mapToInt(FirstLetters::ofTerm).reduce(0, (one, other) -> one | other));
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return mask == 0;
    }

    boolean has(String term) {
        return mask == ANY || terms.contains(term);
    }

    /** Whether terms of that mask can be among them. */
    boolean mayHave(long masked) {
        return mask == ANY || (masked & mask) != 0;
    }

    /** Whether a word can become one of them that begins with these letters, see {@link FirstLetters}. */
    boolean mayBegin(int first) {
        return (first & letters) != 0 || first == FirstLetters.ANY;
    }

    /** Whether a term of that hash can be among them. */
    boolean mayHaveHash(int hash) {
        return mayHave(mask(hash));
    }

    /** A bit for each of the terms, some share one; never the highest. */
    static long mask(PlacedTerms terms) {
        long mask = 0;
        for (int place = 0; place < terms.size(); place++) {
            mask |= mask(terms.term(place).hashCode());
        }
        return mask;
    }

    private static long mask(int hash) {
        // The upper bits of a product are those that every bit of the hash has a part in.
        return 1L << Math.min(62, (hash * 0x9E3779B97F4A7C15L) >>> 58);
    }
}
