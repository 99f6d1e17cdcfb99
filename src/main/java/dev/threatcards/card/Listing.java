package dev.threatcards.card;

import java.util.List;

import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/**
 * A list on a card whose entries are classified as labels or prose: the encyclopedia splits sentences at their commas, so that
 * "China" is followed by "others" or "an MS Office 0-day exploit". Only labels become facet values; all entries can be searched.
 */
public record Listing(List<Entry> entries) {

    /** Whether an entry is a value that cards can share, or a part of a sentence. */
    public enum Kind {
        LABEL, PROSE
    }

    /** An entry of a list. */
    public record Entry(String text, Kind kind) {
        public Entry {
            NullChecks.requireNonNull("text", text, "kind", kind);
        }
    }

    public static final Listing EMPTY = new Listing(List.of());

    public Listing {
        entries = DefensiveCopies.list(entries, "entries");
    }

    /** The texts of all entries, in order. */
    public List<String> texts() {
        return entries.stream().map(Entry::text).toList();
    }

    /** The distinct labels, in order. */
    public List<String> labels() {
        return texts(Kind.LABEL);
    }

    /** The distinct entries that are prose, in order. */
    public List<String> prose() {
        return texts(Kind.PROSE);
    }

    /** Whether the list has no entries. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    private List<String> texts(Kind kind) {
        return entries.stream().filter(entry -> entry.kind() == kind).map(Entry::text).distinct().toList();
    }
}
