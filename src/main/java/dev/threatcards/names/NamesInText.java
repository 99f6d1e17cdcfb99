package dev.threatcards.names;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.threatcards.text.FoldedLetters;
import dev.threatcards.text.FoldedLetters.Gap;
import dev.threatcards.text.HeadNouns;
import dev.threatcards.text.NameKeys;

/** Finds the names of a {@link NameTable} in texts: the longest at each place, as whole words, see {@link Spelling}. For use by one thread. */
final class NamesInText {

    /** The most decoded entries that are kept between texts. */
    private static final int MOST_ENTRIES = 10_000;

    private final NameTable table;
    private final NameTable.Walk walk;
    private final Map<Integer, NameEntry> entries = new HashMap<>();

    NamesInText(NameTable table) {
        this.table = table;
        this.walk = table.walk();
    }

    /**
     * A name in a text, with its offsets.
     *
     * @param isFull whether it is a name as cards spell it
     * @param isCore whether it is the name of an actor without its head nouns
     */
    record Found(NameEntry entry, boolean isFull, boolean isCore, int start, int end) {
    }

    /** The names in the text, without overlaps. */
    List<Found> in(String text) {
        if (entries.size() > MOST_ENTRIES) {
            entries.clear();
        }
        List<Found> found = new ArrayList<>();
        boolean isInWord = false;
        int last = 0;
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            boolean isLetter = FoldedLetters.isLetterOrDigit(character);
            boolean isStart = isLetter && (!isInWord || WordBreaks.between(last, character));
            Found longest = isStart ? longest(text, at) : null;
            last = character;
            if (longest != null && !(isInWord && WordBreaks.isFewIdeographs(text, at, longest.end))) {
                found.add(longest);
                at = longest.end;
                if (isDigit(text, at - 1)) {
                    at = addNumbers(longest, text, found);
                }
                last = text.codePointBefore(at);
            } else {
                at += Character.charCount(character);
            }
            isInWord = isLetter || (isInWord && FoldedLetters.isNoCharacterOfItsOwn(character));
        }
        return found;
    }

    private static boolean isDigit(String text, int at) {
        return text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    /** Adds the names that a list behind a name gives by their numbers alone, and returns the end of the last one: "APT28, 29 and 41". */
    private int addNumbers(Found first, String text, List<Found> found) {
        String prefix = NumberList.prefix(text.substring(first.start, first.end));
        int end = first.end;
        for (NumberList.Numeral number : prefix.isEmpty()
                ? List.<NumberList.Numeral>of()
                : NumberList.behind(text, first.end)) {
            String name = prefix + number.digits();
            Optional<NameEntry> entry = key(NameKeys.folded(name))
                    .map(key -> entries.computeIfAbsent(key, table::entry));
            if (entry.filter(each -> !each.spellings().isEmpty()).isEmpty()) {
                break;
            }
            found.add(new Found(entry.orElseThrow(), true, false, number.start(), number.end()));
            end = number.end();
        }
        return end;
    }

    /** The key that a name has without its head nouns, if that is another one. */
    Optional<Integer> core(String name) {
        String core = HeadNouns.removed(name);
        return core.equals(name) ? Optional.empty() : key(NameKeys.folded(core));
    }

    private Optional<Integer> key(String letters) {
        walk.restart();
        for (int i = 0; i < letters.length(); i++) {
            if (!walk.follow(letters.charAt(i))) {
                return Optional.empty();
            }
        }
        int key = letters.isEmpty() ? -1 : walk.key();
        return key < 0 ? Optional.empty() : Optional.of(key);
    }

    /** The longest name that begins at the offset and ends at the end of a word; null if there is none. */
    private Found longest(String text, int from) {
        FoldedLetters letters = new FoldedLetters(text, from);
        Found longest = null;
        walk.restart();
        boolean hasMore = letters.advance();
        while (hasMore && walk.follow(letters.letter())) {
            int end = letters.end();
            hasMore = letters.advance();
            boolean isWordEnd = !hasMore || letters.gap() != Gap.NONE || WordBreaks.isEnd(text, from, end);
            int key = isWordEnd ? walk.key() : -1;
            if (key >= 0) {
                Found name = found(key, new Spelling(text, from, end), from, end);
                longest = name.isFull || name.isCore ? name : longest;
            }
        }
        return longest;
    }

    private Found found(int key, Spelling written, int start, int end) {
        NameEntry entry = entries.computeIfAbsent(key, table::entry);
        return new Found(entry, entry.spellings().stream().anyMatch(written::isOf),
                entry.cores().stream().anyMatch(written::isOf), start, end);
    }
}
