package dev.threatcards.names;

import java.util.List;

/**
 * A key of the {@link NameTable} with the cards that it names. Immutable.
 *
 * @param id the number of the key, from 0
 * @param spellings the names with this {@linkplain dev.threatcards.text.NameKeys#folded folded} form, as the cards spell them
 * @param cards the documents of the cards that have one of the names, ascending
 * @param cores the names of actors whose {@linkplain dev.threatcards.text.NameKeys#core core} this is, without their head nouns
 * @param coreCards the documents of the cards that have one of those, ascending
 * @param isMapped whether a mapping file gives the name, and no card has it itself
 * @param isCoreMapped whether a mapping file gives the names whose core this is, and no card has such a name itself
 */
record NameEntry(int id, List<String> spellings, List<Integer> cards, List<String> cores, List<Integer> coreCards,
        boolean isMapped, boolean isCoreMapped) {

    NameEntry {
        spellings = List.copyOf(spellings);
        cards = List.copyOf(cards);
        cores = List.copyOf(cores);
        coreCards = List.copyOf(coreCards);
    }
}
