package dev.threatcards.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.threatcards.ScanOptions;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Provenance;
import dev.threatcards.search.Mention;
import dev.threatcards.search.MentionedCard;
import dev.threatcards.search.TextLines;

/**
 * The page that says which cards a report mentions: what its template lays out.
 *
 * @param text the report
 * @param generic whether names that are ordinary words as well were asked for
 * @param summary how many mentions of how many cards, in a sentence; empty if nothing was scanned
 * @param leftOut the names that were left out as ordinary words; empty if none was
 * @param cards the cards that are mentioned, actors first
 * @param runs the text, or its beginning, cut where a mention begins or ends
 * @param cut how much of the text is shown; empty if all is
 */
record ReportPage(Site site, String text, boolean generic, List<NamesPage.Choice> collections, String summary,
        String leftOut, List<Row> cards, List<Run> runs, String cut) {

    /**
     * A card that the text mentions.
     *
     * @param first the line of the first mention
     * @param place the address of the first mention in the text below; empty if it is not shown
     * @param note that a name of it is another card's too; empty if none is
     */
    record Row(String name, String link, Kind kind, String collection, int times, String written, String first,
            String place, String note) {
    }

    /**
     * A piece of the text.
     *
     * @param id the name of the place; empty if no card is mentioned there
     * @param link the card; the choice between several
     * @param cards the cards, for who points at it
     * @param kind what is mentioned: "actor", "tool", followed by " generic" where it may be an ordinary word
     */
    record Run(String text, String id, String link, String cards, String kind) {
    }

    /** Characters of the text that are shown with the mentions marked: some thirty pages of print. */
    private static final int SHOWN = 100_000;

    /** Spellings that a row has; the text below has them all. */
    private static final int SPELLINGS = 6;

    /** Ordinary words that are named; the rest are counted. */
    private static final int WORDS = 8;

    /** The form alone. */
    static ReportPage empty(Site site, Provenance provenance) {
        return new ReportPage(site, "", false, NamesPage.choices(Set.of(), provenance), "", "", List.of(), List.of(),
                "");
    }

    /**
     * @param all every mention in the text, names that are ordinary words too, whether they are asked for or not
     */
    static ReportPage of(String text, ScanOptions options, List<Mention> all, Site site, Provenance provenance) {
        String home = Pages.home(provenance);
        List<Mention> mentions = all.stream().filter(mention -> options.generic() || !mention.generic()).toList();
        List<MentionedCard> cards = MentionedCard.of(mentions);
        int shown = shown(text, mentions);
        TextLines lines = new TextLines(text);
        return new ReportPage(site, text, options.generic(), NamesPage.choices(options.collections(), provenance),
                text.isBlank() ? "" : summary(mentions, cards), options.generic() ? "" : leftOut(all),
                cards.stream().map(card -> row(card, lines, shown, home)).toList(),
                text.isBlank() ? List.of() : runs(text.substring(0, shown), mentions, home),
                shown == text.length()
                        ? ""
                        : String.format(Locale.ROOT,
                                "The first %,d of %,d characters are shown; the table and the downloads cover all.",
                                shown, text.length()));
    }

    /** How much of the text is shown: up to the end of a line or of a word, and no mention is cut through. */
    private static int shown(String text, List<Mention> mentions) {
        if (text.length() <= SHOWN) {
            return text.length();
        }
        int line = text.lastIndexOf('\n', SHOWN);
        int end = line > SHOWN / 2 ? line : Math.max(text.lastIndexOf(' ', SHOWN), SHOWN / 2);
        int whole = Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end;
        return mentions.stream().filter(mention -> mention.start() < whole && whole < mention.end())
                .mapToInt(Mention::start).findFirst().orElse(whole);
    }

    private static String summary(List<Mention> mentions, List<MentionedCard> cards) {
        if (cards.isEmpty()) {
            return "The text mentions no card.";
        }
        int actors = (int) cards.stream().filter(card -> card.card().kind() == Kind.ACTOR).count();
        int tools = cards.size() - actors;
        List<String> kinds = new ArrayList<>();
        if (actors > 0) {
            kinds.add(counted(actors, "actor"));
        }
        if (tools > 0) {
            kinds.add(counted(tools, "tool"));
        }
        int places = (int) mentions.stream().mapToInt(Mention::start).distinct().count();
        return "The text mentions " + String.join(" and ", kinds) + ", in " + counted(places, "place") + ".";
    }

    private static String leftOut(List<Mention> all) {
        List<Mention> ordinary = all.stream().filter(Mention::generic).toList();
        if (ordinary.isEmpty()) {
            return "";
        }
        Set<String> words = ordinary.stream().map(Mention::text)
                .collect(Collectors.toCollection(() -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER)));
        String named = words.stream().limit(WORDS)
                .collect(Collectors.joining(", ", "", words.size() > WORDS ? ", …" : ""));
        return counted(ordinary.size(), "mention") + (ordinary.size() == 1 ? " is" : " are")
                + " left out, of names that are ordinary words as well: " + named + ".";
    }

    private static String counted(int number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }

    private static Row row(MentionedCard card, TextLines lines, int shown, String home) {
        Mention first = card.mentions().getFirst();
        List<String> spellings = card.spellings();
        String shared = card.mentions().stream().filter(mention -> mention.cards().size() > 1).map(Mention::text)
                .distinct().limit(SPELLINGS).collect(Collectors.joining(", "));
        return new Row(card.card().name(), Addresses.card(card.card(), home), card.card().kind(),
                card.card().collection().equals(home) ? "" : card.card().collection(), card.mentions().size(),
                spellings.stream().limit(SPELLINGS)
                        .collect(Collectors.joining(", ", "", spellings.size() > SPELLINGS ? ", …" : "")),
                "line " + lines.place(first.start()).line(), first.start() < shown ? "#" + id(first) : "",
                shared.isEmpty() ? "" : shared + ": other cards have this name too");
    }

    private static String id(Mention mention) {
        return "at-" + mention.start();
    }

    /** The text in pieces. Where an actor and a tool share a name the place is given twice, one after the other. */
    private static List<Run> runs(String text, List<Mention> mentions, String home) {
        List<Run> runs = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < mentions.size() && mentions.get(i).start() < text.length(); i++) {
            Mention mention = mentions.get(i);
            if (mention.start() < from) {
                continue;
            }
            if (mention.start() > from) {
                runs.add(new Run(text.substring(from, mention.start()), "", "", "", ""));
            }
            List<CardReference> meant = mentions.subList(i, Math.min(mentions.size(), i + Kind.values().length))
                    .stream().filter(other -> other.start() == mention.start()).flatMap(other -> other.cards().stream())
                    .toList();
            runs.add(new Run(mention.text(), id(mention),
                    meant.size() == 1
                            ? Addresses.card(meant.getFirst(), home)
                            : Addresses.names(List.of(mention.text())),
                    meant.stream().map(card -> card.name() + " (" + card.kind().key() + ")").collect(
                            Collectors.joining("; ")),
                    mention.kind().key() + (mention.generic() ? " generic" : "")));
            from = mention.end();
        }
        if (from < text.length()) {
            runs.add(new Run(text.substring(from), "", "", "", ""));
        }
        return runs;
    }
}
