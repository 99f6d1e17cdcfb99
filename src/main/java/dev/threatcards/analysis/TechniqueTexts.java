package dev.threatcards.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.threatcards.card.Facet;
import dev.threatcards.card.Technique;

/** The texts by which a query means a technique. */
public final class TechniqueTexts {

    private TechniqueTexts() {
    }

    /**
     * The label of a technique, its id and its name. A name that is one ordinary word, such as "Tool", is left out: in a query it hardly means
     * the technique.
     *
     * @param label see {@link Technique#label}
     */
    public static List<String> of(String label) {
        Technique technique = Technique.ofLabel(label);
        List<String> texts = new ArrayList<>(List.of(label));
        if (!technique.id().isEmpty()) {
            texts.add(technique.id());
        }
        if (!technique.name().isEmpty() && !EnglishWords.isWord(technique.name().toLowerCase(Locale.ROOT))) {
            texts.add(technique.name());
        }
        return texts;
    }

    /** The texts of a value of a facet: the value itself, and of a technique those of {@link #of(String)}. */
    public static List<String> of(Facet facet, String value) {
        return facet == Facet.TECHNIQUE ? of(value) : List.of(value);
    }
}
