package dev.threatcards;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.EditionStatus;
import dev.threatcards.card.Listing;
import dev.threatcards.card.Listing.Entry;
import dev.threatcards.card.Listing.Kind;
import dev.threatcards.card.Name;
import dev.threatcards.card.Relation;
import dev.threatcards.card.Technique;
import dev.threatcards.card.ToolCard;

/**
 * Cards whose every field tries to be more than text: script, event handlers, links that are no addresses, markup that does
 * not end, words without end, marks that turn the reading direction, a thousand tools. What runs sets {@code window.ran}.
 */
public final class HostileCards {

    /** What a page must show as the text that it is. */
    public static final List<String> TEXTS = List.of("<script>window.ran=1</script>",
            "\"><img src=x onerror=\"window.ran=1\">", "'><svg/onload=window.ran=1>",
            "</title></style></textarea></script><script>window.ran=1</script>", "<!-- <b>never closed <table><td>",
            "javascript:window.ran=1", "{{<i onclick=window.ran=1>x</i>}} {{", "${window.ran=1} #{7*7} @for @`",
            "x".repeat(10_000), "\u202Edrawkcab\u202C \u200F\u061C \u2066isolated",
            "\uD83D\uDC80 \u0301\u0301\u0301 \uFFFD", "line\nbreak\ttab\u0000nul\u001B[31mred",
            "&lt;script&gt; &amp;amp; &#x3C;", "a'b\"c`d\\e/f?g#h%i&j=k+l");

    private static final List<String> LINKS = List.of("javascript:window.ran=1", "JaVaScRiPt:window.ran=1",
            "data:text/html,<script>window.ran=1</script>", "vbscript:x",
            "https://example.org/\"onmouseover=\"window.ran=1", "https://example.org/<script>",
            "https://example.org/" + "a".repeat(5_000), "//example.org/", "http://[::1", "");

    private static final int TOOLS = 1_000;

    private final Random random;

    private HostileCards(long seed) {
        random = new Random(seed);
    }

    /** An actor for each text, one more with a thousand tools, and tools: the same for the same seed. */
    public static List<Card> of(long seed) {
        HostileCards cards = new HostileCards(seed);
        List<Card> all = new ArrayList<>();
        for (int text = 0; text < TEXTS.size(); text++) {
            all.add(cards.actor("actor-" + seed + "-" + text, TEXTS.get(text), 3));
            all.add(cards.tool("tool-" + seed + "-" + text, TEXTS.get(text)));
        }
        all.add(cards.actor("actor-" + seed + "-tools", "Thousand", TOOLS));
        return all;
    }

    private ActorCard actor(String id, String title, int tools) {
        Listing used = new Listing(
                Stream.concat(IntStream.range(0, tools).mapToObj(tool -> text() + " " + tool), Stream.of(title))
                        .map(text -> new Entry(text, Kind.LABEL)).toList());
        return new ActorCard(TestCards.uuid(id), TestCards.DECK.collection(), title,
                List.of(new Name(title, text()), new Name(text(), "?"), new Name(text(), title)), text(), texts(),
                text(), texts(), TestCards.year(2000 + random.nextInt(20)), CardDate.unknown(text()),
                String.join("\n\n", TEXTS), labels(), labels(), used, activities(), activities(),
                List.of(new Relation("related-to", title, text(), TestCards.DECK.id())), LINKS, LINKS, techniques(),
                LINKS, LINKS, CardDate.unknown(text()), Map.of(text(), "\"<script>window.ran=1</script>\""),
                EditionStatus.CURRENT);
    }

    private ToolCard tool(String id, String title) {
        return new ToolCard(TestCards.uuid(id), TestCards.DECK.collection(), title,
                List.of(new Name(title, ""), new Name(text(), "")), text(), texts(), String.join("\n\n", TEXTS),
                List.of(), LINKS, LINKS, LINKS, techniques(), LINKS, LINKS, CardDate.unknown(text()),
                Map.of(text(), "1"), EditionStatus.CURRENT);
    }

    private List<Technique> techniques() {
        return List.of(new Technique("T1566.001", text(), texts(), text()),
                new Technique("", text(), List.of(), "", true));
    }

    private List<Activity> activities() {
        return IntStream.range(0, 30)
                .mapToObj(
                        place -> new Activity(place % 3 == 0 ? CardDate.unknown(text()) : TestCards.year(1990 + place),
                                text() + "\n" + LINKS.get(place % LINKS.size())))
                .toList();
    }

    private Listing labels() {
        return new Listing(
                texts().stream().map(text -> new Entry(text, random.nextBoolean() ? Kind.LABEL : Kind.PROSE)).toList());
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>(TEXTS);
        Collections.shuffle(texts, random);
        return texts.subList(0, 4);
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    /** The identity of an actor of {@link #of}, by the place of its title among {@link #TEXTS}. */
    public static UUID actorId(long seed, int text) {
        return TestCards.uuid("actor-" + seed + "-" + text);
    }

    /** The identity of a tool, likewise. */
    public static UUID toolId(long seed, int text) {
        return TestCards.uuid("tool-" + seed + "-" + text);
    }
}
