package dev.threatcards.source.form;

import dev.threatcards.card.Deck;

/** What ETDA's pages leave unsaid of themselves, and its JSON says. */
public final class Encyclopedia {

    /** Its title, as pages and exports have it. */
    public static final String TITLE = "Threat Group Cards: A Threat Actor Encyclopedia";

    /** What it is under. */
    static final String LICENSE = "CC BY-NC-SA 4.0";

    private Encyclopedia() {
    }

    /** The licence of a deck of that title that names none: the encyclopedia's, or not known. */
    static String licenseOf(String title) {
        return title.equals(TITLE) ? LICENSE : "";
    }

    /** The collection of a deck of that title: ETDA's, or one of its own. */
    static String collectionOf(String title) {
        return title.equals(TITLE) ? Deck.ETDA : title;
    }
}
