package dev.threatcards.json;

import dev.threatcards.card.Deck;

/** Properties of ETDA's encyclopedia that its pages do not state. */
public final class Encyclopedia {

    /** The title on pages and in exports. */
    public static final String TITLE = "Threat Group Cards: A Threat Actor Encyclopedia";

    /** The licence of its texts. */
    public static final String LICENSE = "CC BY-NC-SA 4.0";

    private Encyclopedia() {
    }

    /** The licence of a deck with that title; empty if it is not the encyclopedia. */
    public static String licenseOf(String title) {
        return title.equals(TITLE) ? LICENSE : "";
    }

    /** The collection of a deck with that title: ETDA's, or one of its own. */
    public static String collectionOf(String title) {
        return title.equals(TITLE) ? Deck.ETDA : title;
    }
}
