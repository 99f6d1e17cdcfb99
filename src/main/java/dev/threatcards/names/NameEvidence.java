package dev.threatcards.names;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.names.OrdinaryNames.Ordinariness;
import dev.threatcards.result.Mention.Evidence;

/**
 * The evidence that the names in a text mean cards. A distinctive name needs none. A name that is also an ordinary word counts where it is
 * written with its capital, if the text says somewhere that it is a name:
 * <ol>
 * <li>a head noun of the kind stands beside it ("the Leviathan actors", "Snake malware"), or the text says that it is one ("Leviathan is a
 * suspected espionage group"); other evidence than another name does not count where the text only says that it is of the other kind,
 * <li>it is written in capitals, among words that are not,
 * <li>the text has another name of the same card,
 * <li>it is a word that the text writes with a capital within sentences, and never small.
 * </ol>
 * Where a word with a capital stands beside it, it is a part of a longer name ("Carbon Black") and does not count, unless a head noun or
 * capitals say so at that place. A distinctive name that is an actor's only without its head noun does not mean the actor in a text that says
 * that it is a tool ("LockBit is a ransomware").
 */
final class NameEvidence {

    /** What the places of one name say. */
    private static final class Signs {
        private final Set<Kind> nouns = EnumSet.noneOf(Kind.class);
        private final Set<Kind> definitions = EnumSet.noneOf(Kind.class);
        private boolean isCapitals;
        private boolean isCapitalized;
        private boolean isSmall;
    }

    private final Map<Integer, Signs> byName = new HashMap<>();

    /** The names in the text that count without another name, by the documents of their cards. */
    private final Map<Integer, Set<Integer>> namesOfCards = new HashMap<>();

    /** Collects what the places of a text say. */
    NameEvidence(List<Place> places) {
        places.forEach(this::add);
        Map<Integer, NameEntry> entries = new HashMap<>();
        for (Place place : places) {
            boolean counts = place.ordinariness() == Ordinariness.NONE || isNamed(place.found().entry().id());
            if (counts) {
                entries.put(place.found().entry().id(), place.found().entry());
            }
        }
        entries.values().forEach(entry -> List.of(entry.cards(), entry.coreCards()).forEach(cards -> cards
                .forEach(card -> namesOfCards.computeIfAbsent(card, first -> new HashSet<>()).add(entry.id()))));
    }

    private void add(Place place) {
        Signs signs = byName.computeIfAbsent(place.found().entry().id(), first -> new Signs());
        for (Kind kind : Kind.values()) {
            if (place.isNoun(kind)) {
                signs.nouns.add(kind);
            }
            if (place.isDefinedAs(kind)) {
                signs.definitions.add(kind);
            }
        }
        signs.isCapitals |= place.isCapitals() && !place.isPart();
        signs.isCapitalized |= place.isInSentence() && !place.isPart();
        signs.isSmall |= !place.isCapitalized();
    }

    private boolean isNamed(int name) {
        Signs signs = byName.get(name);
        return signs.isCapitals || !signs.nouns.isEmpty();
    }

    /**
     * The evidence that the place means cards of the kind.
     *
     * @param cards the documents of those cards
     */
    Evidence of(Place place, Kind kind, Collection<Integer> cards) {
        int name = place.found().entry().id();
        Signs signs = byName.get(name);
        if (place.ordinariness() == Ordinariness.NONE) {
            return isToolInstead(place, kind, cards, signs) ? Evidence.NONE : Evidence.DISTINCTIVE;
        }
        if (place.isNoun(kind)) {
            return Evidence.HEAD_NOUN;
        }
        if (!place.isCapitalized() || place.isPart() || place.isNounOfOther(kind)) {
            return Evidence.NONE;
        }
        if (signs.nouns.contains(kind)) {
            return Evidence.HEAD_NOUN;
        }
        if (cards.stream().anyMatch(card -> hasOtherName(card, name))) {
            return Evidence.OTHER_NAME;
        }
        if (place.ordinariness() == Ordinariness.LABEL || !signs.nouns.isEmpty()) {
            return Evidence.NONE;
        }
        if (signs.isCapitals) {
            return Evidence.CAPITALS;
        }
        return signs.isCapitalized && !signs.isSmall ? Evidence.CAPITALIZED : Evidence.NONE;
    }

    /** Whether the name is an actor's only without its head noun, and the text says that it is a tool. */
    private static boolean isToolInstead(Place place, Kind kind, Collection<Integer> cards, Signs signs) {
        return kind == Kind.ACTOR && Collections.disjoint(place.found().entry().cards(), cards)
                && signs.definitions.contains(Kind.TOOL) && !signs.nouns.contains(Kind.ACTOR);
    }

    private boolean hasOtherName(int card, int name) {
        Set<Integer> names = namesOfCards.getOrDefault(card, Set.of());
        return names.size() > (names.contains(name) ? 1 : 0);
    }
}
