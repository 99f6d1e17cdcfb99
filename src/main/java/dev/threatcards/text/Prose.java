package dev.threatcards.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A running text of a card, parsed into words, links to other cards, and links to the web. In the source, a link to another card is its name
 * in double braces, sometimes with a prefix: {@code {{Subgroup: Bluenoroff}}}.
 */
public record Prose(List<Part> parts) {

    /** A part of the text. */
    public sealed interface Part {
        /** The text that is displayed. */
        String text();
    }

    /** Plain words. */
    public record Words(String text) implements Part {
    }

    /** A link to the card with the name {@code text}. */
    public record CardLink(String text) implements Part {
    }

    /** A link to the http or https address {@code text}. */
    public record WebLink(String text) implements Part {
    }

    // {{Name}}, {{Subgroup: Name}}, or an address up to white space, a quote or an angle bracket.
    private static final Pattern LINK = Pattern
            .compile("\\{\\{(?:Subgroup:)?(?<card>[^{}]{1,200})}}|(?<web>https?://[^\\s<>\"”“]+)");

    public Prose {
        parts = DefensiveCopies.list(parts, "parts");
    }

    /** Parses a text. */
    public static Prose of(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher link = LINK.matcher(text);
        int end = 0;
        while (link.find()) {
            if (link.start() > end) {
                parts.add(new Words(text.substring(end, link.start())));
            }
            parts.add(link.group("card") != null
                    ? new CardLink(link.group("card").strip())
                    : new WebLink(link.group("web")));
            end = link.end();
        }
        if (end < text.length()) {
            parts.add(new Words(text.substring(end)));
        }
        return new Prose(parts);
    }

    /** The text as it is displayed, without the braces of links. */
    public static String plain(String text) {
        if (!text.contains("{{")) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        of(text).parts.forEach(part -> plain.append(part.text()));
        return plain.toString();
    }
}
