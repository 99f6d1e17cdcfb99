package dev.threatcards.card;

import java.util.List;
import java.util.Objects;

import dev.threatcards.text.DefensiveCopies;

/**
 * A list from a card, in the card's order, in which labels and prose are told apart: the encyclopedia splits sentences at
 * their commas, so that "China" stands beside "others" and "an MS Office 0-day exploit". Labels can be drilled down to;
 * prose can be searched and read.
 */
public record Listing(List<Entry> entries) {

    /** Whether an entry is a value that other cards may share, or a piece of a sentence. */
    public enum Kind {
        LABEL, PROSE
    }

    /** One entry with what it is. */
    public record Entry(String text, Kind kind) {
        public Entry {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(kind, "kind");
        }
    }

    public static final Listing EMPTY = new Listing(List.of());

    public Listing {
        entries = DefensiveCopies.list(entries, "entries");
    }

    /** Every entry's text, in order. */
    public List<String> texts() {
        return entries.stream().map(Entry::text).toList();
    }

    /** The labels, each once, in order. */
    public List<String> labels() {
        return texts(Kind.LABEL);
    }

    /** The pieces of prose, in order. */
    public List<String> prose() {
        return texts(Kind.PROSE);
    }

    /** Whether nothing is listed. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    private List<String> texts(Kind kind) {
        return entries.stream().filter(entry -> entry.kind() == kind).map(Entry::text).distinct().toList();
    }
}
