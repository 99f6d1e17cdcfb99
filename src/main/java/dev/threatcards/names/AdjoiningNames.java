package dev.threatcards.names;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;

import dev.threatcards.result.Resolution.Meaning;
import dev.threatcards.text.WrittenNames;

/**
 * Reads a text as names of one card in a row, without a separator: "APT28 Fancy Bear". Names of different cards in a row are not read,
 * because a code name that no card has may be made of words that are names: "Cobalt Carbon". Immutable.
 */
final class AdjoiningNames {

    /** The best division of the first words of a text into names of one card. */
    private record Division(Meaning weakest, int names) {

        static final Comparator<Division> BEST_FIRST = Comparator
                .comparing((Division division) -> division.weakest.degree()).thenComparingInt(Division::names);

        Division with(Meaning name) {
            return new Division(name.degree().compareTo(weakest.degree()) > 0 ? name : weakest, names + 1);
        }
    }

    private final String text;
    private final List<MatchResult> words;

    /** @param text any text, which is no name itself */
    AdjoiningNames(String text) {
        this.text = text;
        this.words = WrittenNames.words(text);
    }

    /** The runs of words that may be names; empty if the text has one word or is too long. */
    List<String> runs() {
        List<String> runs = new ArrayList<>();
        for (int from = 0; from < words.size(); from++) {
            for (int to = from + 1; to <= words.size(); to++) {
                if (to - from < words.size()) {
                    runs.add(run(from, to));
                }
            }
        }
        return runs;
    }

    private String run(int from, int to) {
        return text.substring(words.get(from).start(), words.get(to - 1).end());
    }

    /**
     * The cards of which all of the text is names, each with the name that matches worst.
     *
     * @param meanings the cards of each of the {@link #runs} that is a name
     */
    List<Meaning> of(Map<String, List<Meaning>> meanings) {
        List<Map<UUID, Division>> best = new ArrayList<>();
        for (int to = 0; to <= words.size(); to++) {
            Map<UUID, Division> divisions = new HashMap<>();
            for (int from = 0; from < to; from++) {
                for (Meaning name : meanings.getOrDefault(run(from, to), List.of())) {
                    Division before = best.get(from).get(name.card().uuid());
                    if (from == 0 || before != null) {
                        divisions.merge(name.card().uuid(), from == 0 ? new Division(name, 1) : before.with(name),
                                (one, other) -> Division.BEST_FIRST.compare(one, other) <= 0 ? one : other);
                    }
                }
            }
            best.add(divisions);
        }
        return best.getLast().values().stream().map(Division::weakest).toList();
    }
}
