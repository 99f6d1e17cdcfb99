package dev.threatcards.source.form;

import dev.threatcards.card.CardDate;
import dev.threatcards.card.Deck;
import dev.threatcards.text.WellFormedText;

/** What files say of themselves, as decks: every text within bounds, since it becomes a term of the index. */
final class Decks {

    /** The longest text that a deck has of itself, in characters. */
    private static final int LONGEST = 200;

    private Decks() {
    }

    /**
     * The deck of a form.
     *
     * @param key what tells it from others of its form
     * @param collection the collection; the form's name if it is blank
     */
    static Deck of(String form, String key, String collection, String source, CardDate date, Deck.Extent extent,
            String license, String location, String statement) {
        // What calls itself so is not: ETDA's forms are told by what they are.
        boolean claimed = collection.equals(Deck.ETDA) && source.equals(Deck.ETDA) && !form.equals(EtdaJsonForm.FORM);
        return new Deck(form + ": " + cut(key), collection.isBlank() || claimed ? form : cut(collection), cut(source),
                date, extent, cut(license), form, location, cut(statement));
    }

    private static String cut(String text) {
        return WellFormedText.cut(WellFormedText.of(text.strip()), LONGEST);
    }
}
