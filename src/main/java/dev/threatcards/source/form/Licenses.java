package dev.threatcards.source.form;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A licence's long name to the short one that travels with every card. */
final class Licenses {

    /** What the MISP project's galaxy is under, either of them; its files do not say so. */
    static final String MISP = "CC0-1.0 or BSD-2-Clause";

    // "Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International License": the elements and the version.
    private static final Pattern CREATIVE_COMMONS = Pattern
            .compile("Creative Commons (Attribution[A-Za-z-]*) (\\d\\.\\d).*");

    private Licenses() {
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
