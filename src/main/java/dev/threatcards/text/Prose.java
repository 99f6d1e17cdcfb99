package dev.threatcards.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text of a card as the pieces it is made of: words, links to other cards and links to the web. In the source a link to
 * another card is its name in double braces, sometimes with a prefix: {@code {{Subgroup: Bluenoroff}}}.
 */
public record Prose(List<Part> parts) {

    /** A piece of the text. */
    public sealed interface Part {
        /** What a reader sees. */
        String text();
    }

    /** Plain words. */
    public record Words(String text) implements Part {
        public Words {
            Objects.requireNonNull(text, "text");
        }
    }

    /** A link to the card that has the name {@code text}. */
    public record CardLink(String text) implements Part {
        public CardLink {
            Objects.requireNonNull(text, "text");
        }
    }

    /** A link to a page; {@code text} is the address, which begins with {@code http://} or {@code https://}. */
    public record WebLink(String text) implements Part {
        public WebLink {
            Objects.requireNonNull(text, "text");
        }
    }

    // {{Name}} or {{Subgroup: Name}}; or an address up to white space, a quote or an angle bracket.
    private static final Pattern LINK = Pattern
            .compile("\\{\\{(?:Subgroup:)?(?<card>[^{}]{1,200})}}|(?<web>https?://[^\\s<>\"”“]+)");

    public Prose {
        parts = DefensiveCopies.list(parts, "parts");
    }

    /** The pieces of a text, in their order; none of an empty text. */
    public static Prose of(String text) {
        Objects.requireNonNull(text, "text");
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

    /** The text as a reader sees it, the braces of its links gone. */
    public static String plain(String text) {
        Objects.requireNonNull(text, "text");
        if (!text.contains("{{")) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        of(text).parts.forEach(part -> plain.append(part.text()));
        return plain.toString();
    }
}
