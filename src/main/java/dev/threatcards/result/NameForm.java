package dev.threatcards.result;

import java.util.Locale;

import dev.threatcards.text.NullChecks;

/**
 * The form that a name shares with others, as the cards show it: "… Typhoon" names actors of China for Microsoft.
 *
 * @param pattern the shared word with "…" for the part that differs, or the letters with "#" for the number: "UNC#"
 * @param giver who gave most of the names; empty if the cards do not say it
 * @param country the country that most of the names are on cards of; empty if there is none
 * @param count how many of the names are on cards of that country; 0 if there is none
 * @param total how many names of the giver have the form
 */
public record NameForm(String pattern, String giver, String country, int count, int total) {

    public NameForm {
        NullChecks.requireNonNull("pattern", pattern, "giver", giver, "country", country);
    }

    /** What the form says: "… Typhoon: Microsoft's names for China (27 of 27 on this deck)". */
    public String text() {
        String names = giver.isEmpty() ? "names" : giver + (giver.endsWith("s") ? "'" : "'s") + " names";
        return country.isEmpty()
                ? String.format(Locale.ROOT, "%s: %s (%,d on this deck)", pattern, names, total)
                : String.format(Locale.ROOT, "%s: %s for %s (%,d of %,d on this deck)", pattern, names, country, count,
                        total);
    }
}
