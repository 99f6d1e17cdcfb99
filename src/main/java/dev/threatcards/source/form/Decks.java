package dev.threatcards.source.form;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.threatcards.card.CardDate;
import dev.threatcards.card.Deck;
import dev.threatcards.text.WellFormedText;

/**
 * Makes decks, with texts short enough for terms of the index, and short names of licences.
 *
 * <p>This class says what an edition is: a file whose publisher says that it is the whole of a collection in one version. Cards that a newer
 * edition lacks are gone. Any other file, such as a report in STIX, adds to what is known, and nothing is gone because it does not repeat
 * it.
 *
 * <table>
 * <caption>files that are editions</caption>
 * <tr><th>ETDA's JSON<td>an export of more than one card that does not say that it has single pages
 * <tr><th>ETDA's list of groups<td>that of all groups
 * <tr><th>mapping files<td>always
 * <tr><th>MISP galaxy<td>the file of a cluster with more than one value
 * <tr><th>STIX<td>a bundle with one collection object of MITRE ATT&amp;CK
 * </table>
 */
final class Decks {

    /** The licence of the MISP project's galaxy, whose files do not state it. */
    static final String MISP_LICENSE = "CC0-1.0 or BSD-2-Clause";

    /** The longest text, in characters. */
    private static final int LONGEST = 200;

    // "Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International License": the elements and the version.
    private static final Pattern CREATIVE_COMMONS = Pattern
            .compile("Creative Commons (Attribution[A-Za-z-]*) (\\d\\.\\d).*");

    private Decks() {
    }

    /**
     * Makes a deck.
     *
     * @param key identifies the deck within its form
     * @param collection the collection; if blank, or a name that the file has no right to, the form's name
     */
    static Deck of(String form, String key, String collection, String source, CardDate date, Deck.Extent extent,
            String license, String location, String statement) {
        // A deck is neither ETDA's nor a mapping because it claims to be; only their own forms are.
        boolean claimed = collection.equals(Deck.MAPPINGS)
                || (collection.equals(Deck.ETDA) && source.equals(Deck.ETDA) && !form.equals(EtdaJsonForm.FORM));
        return new Deck(form + ": " + cut(key), collection.isBlank() || claimed ? form : cut(collection), cut(source),
                date, extent, cut(shortLicense(license)), form, location, cut(statement));
    }

    /**
     * Makes the deck of a mapping file, a complete edition without a date.
     *
     * @param key identifies the mapping within its form
     * @param source the mapping's title
     */
    static Deck mapping(String form, String key, String source, String license, String location, String statement) {
        return new Deck(form + ": " + cut(key), Deck.MAPPINGS, cut(source), CardDate.NONE, Deck.Extent.EDITION, license,
                form, location, cut(statement));
    }

    /**
     * An export in ETDA's JSON.
     *
     * @param isSingle whether it has one card
     * @param stated what its envelope says of its extent
     */
    static Deck.Extent ofExport(boolean isSingle, String stated) {
        return isSingle || stated.equals("pages") ? Deck.Extent.PAGES : Deck.Extent.EDITION;
    }

    /** A file of a galaxy's cluster with that number of values. */
    static Deck.Extent ofCluster(int values) {
        return values > 1 ? Deck.Extent.EDITION : Deck.Extent.PAGES;
    }

    /**
     * A list of groups.
     *
     * @param title what is listed: "All groups", or some of them; empty if the page does not say
     */
    static Deck.Extent ofList(String title) {
        return title.isBlank() || title.toLowerCase(Locale.ROOT).startsWith("all ")
                ? Deck.Extent.EDITION
                : Deck.Extent.PAGES;
    }

    /** A STIX bundle with that number of collection objects of MITRE ATT&amp;CK. */
    static Deck.Extent ofBundle(int collections) {
        return collections == 1 ? Deck.Extent.EDITION : Deck.Extent.PAGES;
    }

    /** "CC BY-NC-SA 4.0" for the full name of a Creative Commons licence. Other names are unchanged. */
    private static String shortLicense(String name) {
        Matcher matcher = CREATIVE_COMMONS.matcher(name);
        return matcher.matches()
                ? "CC " + matcher.group(1).replace("Attribution", "BY").replace("NonCommercial", "NC")
                        .replace("NoDerivatives", "ND").replace("ShareAlike", "SA") + " " + matcher.group(2)
                : name;
    }

    private static String cut(String text) {
        return WellFormedText.cut(WellFormedText.of(text.strip()), LONGEST);
    }
}
