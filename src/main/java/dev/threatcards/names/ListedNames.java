package dev.threatcards.names;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import dev.threatcards.names.OrdinaryNames.Ordinariness;
import dev.threatcards.text.HeadNouns.Sense;

/**
 * Reads lists of names: "Hive, BlackCat and Embargo ransomware", "APT 28 and Leviathan". What the words beside one of them, or its cards, say
 * that it is, is said of its neighbours too, of the one before it first.
 */
final class ListedNames {

    // What joins the names of a list, with a version, marks around the names and an article.
    private static final Pattern JOINING = Pattern.compile(
            "(?: v?\\d[\\d.]*)?[\"'\u201D\u2019*_`)\\]]{0,3}(?: ?[,/&+]| ?,? (?:and|or|as well as|and/or))\\s?(?:and |or )?(?:the )?[\"'\u201C\u2018*_`(\\[]{0,3}");

    /** The longest text between two names of a list. */
    private static final int LONGEST = 24;

    private ListedNames() {
    }

    /** The places with what their lists say. */
    static List<NameOccurrence> of(List<NameOccurrence> places, String text) {
        List<NameOccurrence> listed = new ArrayList<>(places);
        for (int i = 1; i < listed.size(); i++) {
            if (isJoined(places, i, text)) {
                share(listed, i - 1, i);
            }
        }
        for (int i = listed.size() - 1; i > 0; i--) {
            if (isJoined(places, i, text)) {
                share(listed, i, i - 1);
            }
        }
        return listed;
    }

    private static boolean isJoined(List<NameOccurrence> places, int at, String text) {
        int from = places.get(at - 1).found().end();
        int to = places.get(at).found().start();
        boolean isAdjective = places.get(at).found().end() < text.length()
                && text.charAt(places.get(at).found().end()) == '-';
        return to - from <= LONGEST && !isAdjective && JOINING.matcher(text).region(from, to).matches();
    }

    private static void share(List<NameOccurrence> places, int from, int to) {
        Sense sense = sense(places.get(from));
        NameOccurrence other = places.get(to);
        if (sense != Sense.ANY && other.said() == Sense.ANY && other.listed() == Sense.ANY) {
            places.set(to, other.listed(sense));
        }
    }

    private static Sense sense(NameOccurrence place) {
        if (place.said() != Sense.ANY) {
            return place.said();
        }
        return place.listed() == Sense.ANY && place.ordinariness() == Ordinariness.NONE
                ? place.cards()
                : place.listed();
    }
}
