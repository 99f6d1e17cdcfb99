package dev.threatcards.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A licence's long name to the short one that travels with every card. */
final class Licenses {

    /** What ETDA's encyclopedia is under; its JSON says so in full. */
    static final String ETDA = "CC BY-NC-SA 4.0";

    /** The encyclopedia's title, as its pages say it. */
    static final String ENCYCLOPEDIA = "Threat Group Cards: A Threat Actor Encyclopedia";

    // "Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International License": the elements and the version.
    private static final Pattern CREATIVE_COMMONS = Pattern
            .compile("Creative Commons (Attribution[A-Za-z-]*) (\\d\\.\\d).*");

    private Licenses() {
    }

    /** What a collection is under that does not say so itself: the encyclopedia's pages don't. Empty if it is another. */
    static String ofSource(String title) {
        return title.equals(ENCYCLOPEDIA) ? ETDA : "";
    }

    /** "CC BY-NC-SA 4.0" for a Creative Commons licence's full name; anything else as it is. */
    static String shortName(String name) {
        Matcher matcher = CREATIVE_COMMONS.matcher(name);
        if (!matcher.matches()) {
            return name;
        }
        String elements = matcher.group(1).replace("Attribution", "BY").replace("NonCommercial", "NC")
                .replace("NoDerivatives", "ND").replace("ShareAlike", "SA");
        return "CC " + elements + " " + matcher.group(2);
    }
}
