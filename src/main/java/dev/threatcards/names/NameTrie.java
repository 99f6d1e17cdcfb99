package dev.threatcards.names;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
 * Names by their folded letters, to find the longest one that stands at a place in a text. A name may be spelt there with
 * other separators, or without; parted it is only where its parts meet: at a separator of its own, where a capital begins a
 * word ("FancyBear"), where letters meet digits ("APT28").
 *
 * <p>Filled by one thread, and then safe for use by several.
 */
final class NameTrie {

    /**
     * Ways of parting the letters of a name that are told apart, real names having one to three: each is tried wherever the letters
     * stand in a text.
     */
    private static final int SHAPES = 64;

    private final Node root = new Node();
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** A letter of names, and those that follow it. */
    private static final class Node {
        private final Map<Character, Node> next = new HashMap<>(4);
        private Entry entry;
    }

    /** Where the letter of a name may be parted from the one before, and what parts it in the name itself. */
    private record Joint(boolean open, String text, int sign) {
    }

    /** The names of the same folded letters, and the cards that have them. */
    static final class Entry {
        private final Set<List<Joint>> shapes = new LinkedHashSet<>();
        private final SortedSet<String> spellings = new TreeSet<>();
        private final SortedSet<CardReference> cards = new TreeSet<>(CardReference.BY_NAME);

        /** The names as the cards have them. */
        SortedSet<String> spellings() {
            return spellings;
        }

        /** Those who have one of the names, by title. */
        SortedSet<CardReference> cards() {
            return cards;
        }
    }

    /** A name in a text: from where to where. */
    record Found(Entry entry, int start, int end) {
    }

    /** Takes in a name of the card. What has no letters, or is longer than any name, is left out. */
    void add(String name, CardReference card) {
        if (name.length() > Limits.NAME_LENGTH) {
            return;
        }
        StringBuilder folded = new StringBuilder();
        List<Joint> shape = new ArrayList<>();
        FoldedLetters letters = new FoldedLetters(name, 0);
        Node node = root;
        int before = 0;
        while (letters.advance()) {
            node = node.next.computeIfAbsent(letters.letter(), letter -> new Node());
            shape.add(joint(name, before, letters));
            before = letters.start();
            folded.append(letters.letter());
        }
        if (folded.isEmpty() || letters.end() < name.length()) {
            return;
        }
        if (node.entry == null) {
            node.entry = new Entry();
            entries.put(folded.toString(), node.entry);
        }
        if (node.entry.shapes.size() < SHAPES) {
            node.entry.shapes.add(shape);
        }
        node.entry.spellings.add(name);
        node.entry.cards.add(card);
    }

    private static Joint joint(String name, int before, FoldedLetters letters) {
        int at = letters.start();
        boolean open = letters.gap() != Gap.NONE || (before < at && isNewPart(name, before, at));
        return new Joint(open, letters.gapText(), letters.gap() == Gap.SIGN ? letters.sign() : 0);
    }

    /** Whether a part of a name begins where two letters meet: "fancy|Bear", "HTTP|Browser", "APT|28". */
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

    /** Every entry, in the order in which they came. */
    Collection<Entry> entries() {
        return entries.values();
    }

    /** The entry of the names with these folded letters; null if there is none. */
    Entry entry(String folded) {
        return entries.get(folded);
    }

    /** The names in the text, the longest at each place, none within another. */
    List<Found> in(String text) {
        List<Found> found = new ArrayList<>();
        boolean word = false;
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            boolean letter = FoldedLetters.isLetterOrDigit(character);
            Found longest = letter && !word ? longest(text, at) : null;
            if (longest != null) {
                found.add(longest);
                at = longest.end;
            } else {
                at += Character.charCount(character);
            }
            word = letter || (word && FoldedLetters.isNoCharacterOfItsOwn(character));
        }
        return found;
    }

    /** The longest name that begins at the place and ends with a word; null if none does. */
    private Found longest(String text, int from) {
        FoldedLetters letters = new FoldedLetters(text, from);
        List<Joint> gaps = new ArrayList<>();
        Found longest = null;
        Node node = root;
        int end = from;
        boolean more = letters.advance();
        while (more) {
            node = node.next.get(letters.letter());
            if (node == null) {
                return longest;
            }
            gaps.add(new Joint(letters.gap() == Gap.PLAIN, letters.gapText(),
                    letters.gap() == Gap.SIGN ? letters.sign() : 0));
            end = letters.end();
            more = letters.advance();
            boolean whole = !more || letters.gap() != Gap.NONE;
            if (whole && node.entry != null && node.entry.shapes.stream().anyMatch(shape -> fits(gaps, shape))) {
                longest = new Found(node.entry, from, end);
            }
        }
        return longest;
    }

    /** Whether the letters of a text are parted only where the name's may be. */
    private static boolean fits(List<Joint> gaps, List<Joint> shape) {
        for (int i = 0; i < gaps.size(); i++) {
            Joint gap = gaps.get(i);
            Joint joint = shape.get(i);
            boolean parted = !gap.text.isEmpty();
            boolean plain = gap.open && joint.open;
            boolean signed = gap.sign != 0 && gap.sign == joint.sign;
            if (parted && !plain && !signed && !gap.text.equals(joint.text)) {
                return false;
            }
        }
        return true;
    }
}
