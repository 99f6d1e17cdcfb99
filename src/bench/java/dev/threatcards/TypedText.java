package dev.threatcards;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Name;
import dev.threatcards.query.CardQuery;
import dev.threatcards.result.Hit;
import dev.threatcards.text.NameKeys;
import dev.threatcards.text.Prose;

/** What people type and paste who look for the actors of a deck. The same deck gives the same. */
@State(Scope.Benchmark)
public class TypedText {

    private static final int PAGES = 5;
    private static final int CARDS_A_PAGE = 100;

    private static final int REPORTS = 16;
    private static final int REPORT_LENGTH = 5_000;
    private static final int FROM_NAME_TO_NAME = 200;

    private static final int LONGEST_BEGINNING = 6;

    private static final int LISTS = 20;
    private static final int NAMES_A_LIST = 100;
    private static final int LONG_REPORT = 1_000_000;

    @Param({"500", "100000"})
    String deck;

    @Param("target/bench")
    String folder;

    Path index;

    /** Names as they are typed: without capitals. */
    Turns<String> names;

    /** The same in one word. */
    Turns<String> folded;

    /** The same with one letter changed, dropped, or swapped with the next. */
    Turns<String> mistyped;

    /** A hundred of these, with head nouns, and unknown ones among them. */
    Turns<List<String>> lists;

    /** Their first letters, one to six. */
    Turns<String> beginnings;

    /** Texts of some 5,000 characters with names in them. */
    Turns<String> reports;

    /** Such texts, as many as make a million characters. */
    String longReport;

    private final Random random = new Random(7);

    /** Makes them of some of the deck's cards. */
    @Setup
    public void read() throws IOException {
        index = BenchmarkDeck.of(deck, folder).index();
        List<ActorCard> cards = new ArrayList<>();
        try (ThreatCards all = ThreatCards.open(index)) {
            for (int page = 1; page <= PAGES; page++) {
                all.search(CardQuery.all().page(page, CARDS_A_PAGE)).hits().stream().map(Hit::card).forEach(cards::add);
            }
        }
        List<String> titles = cards.stream().flatMap(card -> card.names().stream()).map(Name::name).toList();
        List<String> typed = titles.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        names = new Turns<>(typed);
        folded = new Turns<>(typed.stream().map(NameKeys::folded).toList());
        mistyped = new Turns<>(
                typed.stream().filter(name -> name.matches(".*\\p{L}{4}.*")).map(this::mistyped).toList());
        List<List<String>> mixed = new ArrayList<>();
        for (int list = 0; list < LISTS; list++) {
            mixed.add(IntStream.range(0, NAMES_A_LIST).mapToObj(this::written).toList());
        }
        lists = new Turns<>(mixed);
        beginnings = new Turns<>(typed.stream()
                .map(name -> name.substring(0, Math.min(name.length(), 1 + random.nextInt(LONGEST_BEGINNING))))
                .toList());
        List<String> texts = new ArrayList<>();
        while (texts.size() < REPORTS) {
            texts.add(report(cards, titles));
        }
        reports = new Turns<>(texts);
        StringBuilder all = new StringBuilder();
        while (all.length() < LONG_REPORT) {
            all.append(report(cards, titles)).append("\n\n");
        }
        longReport = all.toString();
    }

    private String written(int place) {
        return switch (place % 5) {
            case 0 -> "the " + names.next() + " group";
            case 1 -> mistyped.next();
            case 2 -> "unknown" + random.nextInt(NAMES_A_LIST) + " panda";
            default -> names.next();
        };
    }

    private String mistyped(String name) {
        while (true) {
            int at = random.nextInt(name.length() - 1);
            if (Character.isLetter(name.charAt(at)) && Character.isLetter(name.charAt(at + 1))) {
                String rest = name.substring(at + 1);
                String typo = name.substring(0, at) + switch (random.nextInt(3)) {
                    case 0 -> (char) ('a' + random.nextInt(26)) + rest;
                    case 1 -> rest;
                    default -> rest.substring(0, 1) + name.charAt(at) + rest.substring(1);
                };
                if (!typo.equals(name)) {
                    return typo;
                }
            }
        }
    }

    private String report(List<ActorCard> cards, List<String> titles) {
        StringBuilder report = new StringBuilder();
        while (report.length() < REPORT_LENGTH) {
            String prose = Prose.plain(cards.get(random.nextInt(cards.size())).description());
            report.append(prose, 0, Math.min(prose.length(), FROM_NAME_TO_NAME)).append(" by ")
                    .append(titles.get(random.nextInt(titles.size()))).append(". ");
        }
        return report.substring(0, REPORT_LENGTH);
    }
}
