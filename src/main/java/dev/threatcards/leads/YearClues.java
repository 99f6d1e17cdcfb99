package dev.threatcards.leads;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.apache.lucene.document.LongRange;
import org.apache.lucene.search.Query;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.result.Leads.Kind;

/** The years that a text names, in which actors were first seen or had operations. */
final class YearClues {

    /**
     * A year by itself or in a date. In an id (CVE-2017-0199), in a longer number, in the name of a file and behind the name of a product (Office
     * 2016) it says nothing about when an actor was active.
     */
    private static final Pattern YEAR = Pattern.compile("""
            (?<![\\p{L}\\p{N}_])(?<!\\p{L}\\.)(?<!\\p{Lu}-)(?<!(?i:cve|cnvd)[^\\p{L}\\p{N}])\
            (?<!(?:Windows|Server|Office|Exchange|Word|Excel|Outlook|SharePoint|Studio)\\s)\
            ((?:19[89]|20[0-9])[0-9])(?![\\p{L}\\p{N}_]|\\.\\p{L})""");

    private static final double ACTIVE = 0.3;
    private static final double FIRST_SEEN = 0.3;

    private final ActorCards actors;
    private final List<Clue> clues = new ArrayList<>();

    private YearClues(ActorCards actors) {
        this.actors = actors;
    }

    static List<Clue> of(TextTerms text, ActorCards actors) throws IOException {
        YearClues years = new YearClues(actors);
        for (String year : YEAR.matcher(text.text()).results().map(each -> each.group(1)).distinct().toList()) {
            years.add(year);
        }
        return years.clues;
    }

    private void add(String year) throws IOException {
        LocalDate day = LocalDate.ofYearDay(Integer.parseInt(year), 1);
        long[] first = {day.toEpochDay()};
        long[] last = {day.plusYears(1).toEpochDay() - 1};
        add(Kind.YEAR, year, ACTIVE, LongRange.newIntersectsQuery(CardFields.DAYS_ACTIVE, first, last));
        add(Kind.FIRST_SEEN, year, FIRST_SEEN, LongRange.newWithinQuery(CardFields.DAYS_FIRST_SEEN, first, last));
    }

    private void add(Kind kind, String year, double weight, Query having) throws IOException {
        int[] cards = actors.among(actors.reader().matching(having));
        if (cards.length > 0) {
            clues.add(Clue.of(kind, year, List.of(year), false, cards, weight * actors.rarity(cards.length)));
        }
    }
}
