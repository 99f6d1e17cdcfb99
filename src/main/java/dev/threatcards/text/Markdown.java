package dev.threatcards.text;

import java.util.List;
import java.util.regex.Pattern;

/** Descriptions in MITRE's Markdown, in which a link is {@code [text](address)} and a reference "(Citation: name)". Pure functions. */
public final class Markdown {

    // "[Dragonfly](https://attack.mitre.org/groups/G0035)"
    private static final Pattern LINK = Pattern.compile("\\[([^\\[\\]]{1,300})\\]\\((https?://[^)\\s]{1,1000})\\)");
    private static final Pattern CITATION = Pattern.compile("\\(Citation: [^()]{1,300}\\)");

    private Markdown() {
    }

    /** The text with links replaced by their texts, and without citations. */
    public static String plain(String markdown) {
        return CITATION.matcher(LINK.matcher(markdown).replaceAll("$1")).replaceAll("").strip();
    }

    /** The addresses of the links, each once. */
    public static List<String> links(String markdown) {
        return LINK.matcher(markdown).results().map(link -> link.group(2)).distinct().toList();
    }
}
