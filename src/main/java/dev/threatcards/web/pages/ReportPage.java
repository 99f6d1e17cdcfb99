package dev.threatcards.web.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.CveId;
import dev.threatcards.card.Provenance;
import dev.threatcards.query.ScanOptions;
import dev.threatcards.report.Report;
import dev.threatcards.report.ReportForm;
import dev.threatcards.result.Mention;
import dev.threatcards.result.MentionedCard;
import dev.threatcards.text.Numbers;
import dev.threatcards.text.TextLines;
import dev.threatcards.web.http.Addresses;

/**
 * The view model of the page that finds mentions in a report.
 *
 * @param generic whether names that are also ordinary words are included
 * @param leftOut the names that were left out as ordinary words
 * @param runs the text, or its beginning, split at the mentions
 * @param cut how much of the text is shown
 */
record ReportPage(Site site, String text, boolean generic, List<NamesPage.Choice> collections, String summary,
        String leftOut, List<Row> cards, List<Run> runs, String cut, Read read) {

    /**
     * Where the text comes from.
     *
     * @param from says what the text was read from; empty if it was pasted
     * @param notes sentences about what was not read
     * @param problem says why the report cannot be read; empty if it was
     */
    record Read(String from, List<String> notes, String problem) {

        private static final Read PASTED = new Read("", List.of(), "");

        static Read of(Report report) {
            String title = report.title().isEmpty() ? "" : ": \u201C" + report.title() + "\u201D";
            return new Read(report.form() == ReportForm.TEXT ? "" : "Read from " + named(report.form()) + title + ".",
                    report.notes(), "");
        }

        private static String named(ReportForm form) {
            return switch (form) {
                case TEXT -> "a text";
                case MARKDOWN -> "Markdown";
                case HTML -> "a web page";
                case EMAIL -> "an e-mail";
                case PDF -> "a PDF";
            };
        }
    }

    /**
     * A card that the text mentions.
     *
     * @param first the line of the first mention
     * @param place a link to the first mention in the text below
     * @param evidence why the names count
     * @param note says if one of the names is ambiguous
     */
    record Row(String name, String link, String kind, String collection, int times, String written, String first,
            String place, String evidence, String note) {
    }

    /**
     * A mention, or the text between mentions.
     *
     * @param id the anchor of a mention
     * @param link the card, or the choice between several
     * @param cards the titles of the cards, for a tooltip
     * @param kind the style classes
     */
    record Run(String text, String id, String link, String cards, String kind) {
    }

    /** The most characters of the text with its mentions marked, some thirty printed pages. */
    private static final int SHOWN = 100_000;

    /** The most spellings in a row; the text below has them all. */
    private static final int SPELLINGS = 6;

    /** The most ordinary words that are listed; others are only counted. */
    private static final int WORDS = 8;

    static ReportPage empty(Site site, Provenance provenance) {
        return new ReportPage(site, "", false, NamesPage.choices(Set.of(), provenance), "", "", List.of(), List.of(),
                "", Read.PASTED);
    }

    /** @param problem says why the report cannot be read */
    static ReportPage unread(String problem, String text, ScanOptions options, Site site, Provenance provenance) {
        return new ReportPage(site, text, options.generic(), NamesPage.choices(options.collections(), provenance), "",
                "", List.of(), List.of(), "", new Read("", List.of(), problem));
    }

    /** @param all every mention in the text, ordinary words included even if they are to be left out */
    static ReportPage of(Report report, ScanOptions options, List<Mention> all, Site site, Provenance provenance) {
        String text = report.text();
        String home = Addresses.home(provenance);
        List<Mention> mentions = all.stream().filter(mention -> options.generic() || mention.isEvident()).toList();
        List<MentionedCard> cards = MentionedCard.of(mentions);
        int shown = shown(text, mentions);
        TextLines lines = new TextLines(text);
        return new ReportPage(site, text, options.generic(), NamesPage.choices(options.collections(), provenance),
                text.isBlank() ? "" : summary(mentions, cards), options.generic() ? "" : leftOut(all), Stream
                        .of(cards.stream().map(card -> row(card, lines, shown, home)),
                                MentionedCard.namesOfNoCard(mentions).entrySet().stream()
                                        .map(each -> row(each.getKey(), each.getValue(), lines, shown)),
                                vulnerabilities(mentions).entrySet().stream()
                                        .map(each -> row(each.getKey(), each.getValue(), lines, shown)))
                        .flatMap(rows -> rows).toList(),
                text.isBlank() ? List.of() : runs(text.substring(0, shown), mentions, home),
                shown == text.length()
                        ? ""
                        : String.format(Locale.ROOT,
                                "The first %,d of %,d characters are shown; the table and the downloads cover the whole text.",
                                shown, text.length()),
                Read.of(report));
    }

    /** How much of the text is shown: up to the end of a line or word, without splitting a mention. */
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
        int vulnerabilities = vulnerabilities(mentions).size();
        int others = MentionedCard.namesOfNoCard(mentions).size();
        if (cards.isEmpty() && vulnerabilities == 0 && others == 0) {
            return "The text mentions no card.";
        }
        int actors = (int) cards.stream().filter(card -> card.card().kind() == Kind.ACTOR).count();
        int tools = cards.size() - actors;
        List<String> kinds = new ArrayList<>();
        if (actors > 0) {
            kinds.add(Numbers.counted(actors, "actor"));
        }
        if (tools > 0) {
            kinds.add(Numbers.counted(tools, "tool"));
        }
        if (others > 0) {
            kinds.add(Numbers.counted(others, "name") + " without a card");
        }
        if (vulnerabilities > 0) {
            kinds.add(Numbers.counted(vulnerabilities, "CVE id"));
        }
        int places = (int) mentions.stream().mapToInt(Mention::start).distinct().count();
        return "The text mentions " + listed(kinds) + ", in " + Numbers.counted(places, "place") + ".";
    }

    private static String listed(List<String> kinds) {
        int last = kinds.size() - 1;
        return last == 0 ? kinds.getFirst() : String.join(", ", kinds.subList(0, last)) + " and " + kinds.get(last);
    }

    /** The mentions of each vulnerability. */
    private static Map<CveId, List<Mention>> vulnerabilities(List<Mention> mentions) {
        return mentions.stream().filter(mention -> mention.cve().isPresent()).collect(
                Collectors.groupingBy(mention -> mention.cve().orElseThrow(), TreeMap::new, Collectors.toList()));
    }

    private static Row row(CveId id, List<Mention> mentions, TextLines lines, int shown) {
        Mention first = mentions.getFirst();
        int cards = first.cards().size();
        return new Row(id.toString(), Addresses.cve(id), "CVE", "", mentions.size(),
                mentions.stream().map(Mention::text).distinct().limit(SPELLINGS).collect(Collectors.joining(", ")),
                "line " + lines.place(first.start()).line(), first.start() < shown ? "#" + id(first) : "", "",
                cards == 0 ? "no card mentions it" : "on " + Numbers.counted(cards, "card"));
    }

    private static Row row(Mention.Mapping name, List<Mention> mentions, TextLines lines, int shown) {
        Mention first = mentions.getFirst();
        return new Row(name.name(), Addresses.names(List.of(first.text())), first.kind().key(), "", mentions.size(),
                mentions.stream().map(Mention::text).distinct().limit(SPELLINGS).collect(Collectors.joining(", ")),
                "line " + lines.place(first.start()).line(), first.start() < shown ? "#" + id(first) : "",
                evidence(first.evidence().label(), name.source()), "no card is about it"
                        + (name.actor().equals(name.name()) ? "" : "; the file calls it " + name.actor()));
    }

    private static String evidence(String label, String source) {
        return source.isEmpty() ? label : label + " (" + source + ")";
    }

    private static String leftOut(List<Mention> all) {
        List<Mention> ordinary = all.stream().filter(mention -> mention.generic() && !mention.isEvident()).toList();
        if (ordinary.isEmpty()) {
            return "";
        }
        Set<String> words = ordinary.stream().map(Mention::text)
                .collect(Collectors.toCollection(() -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER)));
        String named = words.stream().limit(WORDS)
                .collect(Collectors.joining(", ", "", words.size() > WORDS ? ", …" : ""));
        return Numbers.counted(ordinary.size(), "mention") + (ordinary.size() == 1 ? " is" : " are")
                + " left out because the names are ordinary words too and the text gives no evidence: " + named + ".";
    }

    private static Row row(MentionedCard card, TextLines lines, int shown, String home) {
        Mention first = card.mentions().getFirst();
        List<String> spellings = card.spellings();
        String shared = card.mentions().stream().filter(mention -> mention.cards().size() > 1).map(Mention::text)
                .distinct().limit(SPELLINGS).collect(Collectors.joining(", "));
        return new Row(card.card().name(), Addresses.card(card.card(), home), card.card().kind().key(),
                card.card().collection().equals(home) ? "" : card.card().collection(), card.mentions().size(),
                spellings.stream().limit(SPELLINGS)
                        .collect(Collectors.joining(", ", "", spellings.size() > SPELLINGS ? ", …" : "")),
                "line " + lines.place(first.start()).line(), first.start() < shown ? "#" + id(first) : "",
                evidence(card.evidence().label(), card.sources()),
                shared.isEmpty() ? "" : shared + ": other cards have this name too");
    }

    private static String id(Mention mention) {
        return "at-" + mention.start();
    }

    /** The text as runs. A name that an actor and a tool share is two successive mentions, shown as one run. */
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
                    mention.cve().isPresent()
                            ? Addresses.cve(mention.cve().orElseThrow())
                            : meant.size() == 1
                                    ? Addresses.card(meant.getFirst(), home)
                                    : Addresses.names(List.of(mention.text())),
                    mention.isOfNoCard()
                            ? mention.mapping().orElseThrow().actor() + " (no card)"
                            : meant.stream().map(card -> card.name() + " (" + card.kind().key() + ")")
                                    .collect(Collectors.joining("; ")),
                    mention.kind().key() + (mention.generic() ? " generic" : "")));
            from = mention.end();
        }
        if (from < text.length()) {
            runs.add(new Run(text.substring(from), "", "", "", ""));
        }
        return runs;
    }
}
