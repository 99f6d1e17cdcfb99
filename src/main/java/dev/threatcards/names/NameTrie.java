package dev.threatcards.names;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.threatcards.card.CardReference;
import dev.threatcards.query.Limits;
import dev.threatcards.text.FoldedLetters;
import dev.threatcards.text.FoldedLetters.Gap;

/**
 * A trie of names by their folded letters, which finds the longest name at each place of a text. The text may spell a name with other
 * separators or without any. It may have separators only between parts of the name: at one of the name's own separators, before a capital
 * that begins a word ("FancyBear"), and between letters and digits ("APT28").
 *
 * <p>Filled by one thread, and thread-safe after that.
 */
final class NameTrie {

    /** The most ways of separating the same letters that are compared with a text. Real names have one to three. */
    private static final int MOST_SHAPES = 64;

    private final Node root = new Node();
    private final List<Entry> entries = new ArrayList<>();

    private static final class Node {
        private final Map<Character, Node> next = new HashMap<>(4);
        private Entry entry;
    }

    /**
     * What separates a letter from the one before.
     *
     * @param isOpen whether a text may have separators here
     * @param text the separators of the name or the text itself
     * @param sign the sign among them, 0 if there is none
     */
    private record Joint(boolean isOpen, String text, int sign) {
    }

    /** The names with the same folded letters, and the cards that have them. */
    static final class Entry {
        private final Set<List<Joint>> shapes = new LinkedHashSet<>();
        private final SortedSet<String> spellings = new TreeSet<>();
        private final SortedSet<CardReference> cards = new TreeSet<>(CardReference.BY_NAME);

        /** The names as the cards spell them. */
        SortedSet<String> spellings() {
            return spellings;
        }

        /** The cards that have one of the names, by title. */
        SortedSet<CardReference> cards() {
            return cards;
        }
    }

    /** A name in a text, with its offsets. */
    record Found(Entry entry, int start, int end) {
    }

    /** Adds a name of a card, unless it has no letters or is longer than names may be. */
    void add(String name, CardReference card) {
        if (name.length() > Limits.NAME_LENGTH) {
            return;
        }
        List<Joint> shape = new ArrayList<>();
        FoldedLetters letters = new FoldedLetters(name, 0);
        Node node = root;
        int before = 0;
        while (letters.advance()) {
            node = node.next.computeIfAbsent(letters.letter(), letter -> new Node());
            shape.add(joint(name, before, letters));
            before = letters.start();
        }
        if (shape.isEmpty() || letters.end() < name.length()) {
            return;
        }
        if (node.entry == null) {
            node.entry = new Entry();
            entries.add(node.entry);
        }
        if (node.entry.shapes.size() < MOST_SHAPES) {
            node.entry.shapes.add(shape);
        }
        node.entry.spellings.add(name);
        node.entry.cards.add(card);
    }

    private static Joint joint(String name, int before, FoldedLetters letters) {
        int at = letters.start();
        boolean isOpen = letters.gap() != Gap.NONE || (before < at && isNewPart(name, before, at));
        return new Joint(isOpen, letters.gapText(), letters.gap() == Gap.SIGN ? letters.sign() : 0);
    }

    /** Whether a part of a name begins between two adjacent letters: "fancy|Bear", "HTTP|Browser", "APT|28". */
    private static boolean isNewPart(String name, int before, int at) {
        int last = name.codePointAt(before);
        int first = name.codePointAt(at);
        if (Character.isLetter(last) != Character.isLetter(first)) {
            return true;
        }
        int after = at + Character.charCount(first);
        boolean word = after < name.length() && Character.isLowerCase(name.codePointAt(after));
        return Character.isUpperCase(first) && (!Character.isUpperCase(last) || word);
    }

    /** All entries. */
    List<Entry> entries() {
        return entries;
    }

    /** The names in the text: the longest at each place, without overlaps. */
    List<Found> in(String text) {
        List<Found> found = new ArrayList<>();
        boolean isInWord = false;
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            boolean isLetter = FoldedLetters.isLetterOrDigit(character);
            Found longest = isLetter && !isInWord ? longest(text, at) : null;
            if (longest != null) {
                found.add(longest);
                at = longest.end;
            } else {
                at += Character.charCount(character);
            }
            isInWord = isLetter || (isInWord && FoldedLetters.isNoCharacterOfItsOwn(character));
        }
        return found;
    }

    /** The longest name that begins at the offset and ends at the end of a word; null if there is none. */
    private Found longest(String text, int from) {
        FoldedLetters letters = new FoldedLetters(text, from);
        List<Joint> gaps = new ArrayList<>();
        Found longest = null;
        Node node = root;
        int end = from;
        boolean hasMore = letters.advance();
        while (hasMore) {
            node = node.next.get(letters.letter());
            if (node == null) {
                return longest;
            }
            gaps.add(new Joint(letters.gap() == Gap.PLAIN, letters.gapText(),
                    letters.gap() == Gap.SIGN ? letters.sign() : 0));
            end = letters.end();
            hasMore = letters.advance();
            boolean isWordEnd = !hasMore || letters.gap() != Gap.NONE;
            if (isWordEnd && node.entry != null && node.entry.shapes.stream().anyMatch(shape -> fits(gaps, shape))) {
                longest = new Found(node.entry, from, end);
            }
        }
        return longest;
    }

    /** Whether a text separates the letters only where the name allows it. */
    private static boolean fits(List<Joint> gaps, List<Joint> shape) {
        for (int i = 0; i < gaps.size(); i++) {
            Joint gap = gaps.get(i);
            Joint joint = shape.get(i);
            boolean isAllowed = gap.text.isEmpty() || gap.text.equals(joint.text) || (gap.isOpen && joint.isOpen)
                    || (gap.sign != 0 && gap.sign == joint.sign);
            if (!isAllowed) {
                return false;
            }
        }
        return true;
    }
}
