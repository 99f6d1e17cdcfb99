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
import dev.threatcards.text.HeadNouns.Sense;
import dev.threatcards.text.NameKeys;

/**
 * The evidence that the names in a text mean cards. A distinctive name needs none. A name that is also an ordinary word counts where it is
 * written with its capital, if the text says somewhere that it is a name:
 * <ol>
 * <li>a head noun of the kind stands beside it ("the Leviathan actors", "Snake malware"), or the text says that it is one ("Leviathan is a
 * suspected espionage group"); other evidence than another name does not count where the text only says that it is of the other kind,
 * <li>it plays the part of the kind ("Leviathan has targeted", "they used Snake"), see {@link dev.threatcards.text.NameRoles},
 * <li>it stands in a list with names of the kind, see {@link ListedNames},
 * <li>it is written in capitals, among words that are not,
 * <li>the text has another name of the same card,
 * <li>it is a word that the text writes with a capital within sentences, and never small.
 * </ol>
 * Where a word with a capital stands beside it, it is a part of a longer name ("Carbon Black") and does not count, unless a head noun or
 * capitals say so at that place.
 *
 * <p>Where both an actor and a tool have the name, or an actor has it only with its head noun ("LockBit Gang"), one of both is meant:
 * <ol>
 * <li>what a head noun, a definition, the part that it plays, or a list says at that place,
 * <li>otherwise what the text defines the name as ("LockBit is a ransomware"),
 * <li>otherwise what the other places of the name say, if they agree; the name with a head noun of its own ("Lazarus Group") is one of them.
 * </ol>
 * If nothing does, both may be meant. A name that only an actor has does not mean the actor in a text that defines it as a tool.
 */
final class NameEvidence {

    /** What the places of one name say. */
    private static final class Signs {
        private final Set<Kind> nouns = EnumSet.noneOf(Kind.class);
        private final Set<Kind> definitions = EnumSet.noneOf(Kind.class);
        private final Set<Kind> roles = EnumSet.noneOf(Kind.class);
        private final Set<Kind> meant = EnumSet.noneOf(Kind.class);
        private boolean isCapitals;
        private boolean isCapitalized;
        private boolean isSmall;
    }

    private final Map<Integer, Signs> byName = new HashMap<>();

    /** The names in the text that count without another name, by the documents of their cards. */
    private final Map<Integer, Set<Integer>> namesOfCards = new HashMap<>();

    /** Collects what the places of a text say. */
    NameEvidence(List<NameOccurrence> places) {
        places.forEach(this::add);
        Map<Integer, NameEntry> entries = new HashMap<>();
        for (NameOccurrence place : places) {
            boolean counts = place.ordinariness() == Ordinariness.NONE || isNamed(place.found().entry().id());
            if (counts) {
                entries.put(place.found().entry().id(), place.found().entry());
            }
        }
        addNamesWithNouns(places);
        entries.values().forEach(entry -> List.of(entry.cards(), entry.coreCards()).forEach(cards -> cards
                .forEach(card -> namesOfCards.computeIfAbsent(card, first -> new HashSet<>()).add(entry.id()))));
    }

    /** A name with its head noun says of the name without it that it is the actor: "Lazarus Group" of "Lazarus". */
    private void addNamesWithNouns(List<NameOccurrence> places) {
        Map<String, Signs> shared = new HashMap<>();
        for (NameOccurrence place : places) {
            if (isShared(place)) {
                shared.put(NameKeys.folded(spelling(place)), byName.get(place.found().entry().id()));
            }
        }
        if (shared.isEmpty()) {
            return;
        }
        Set<Integer> seen = new HashSet<>();
        for (NameOccurrence place : places) {
            if (place.cards() == Sense.ACTOR && place.found().isFull() && seen.add(place.found().entry().id())) {
                Signs signs = shared.get(NameKeys.core(spelling(place)));
                if (signs != null) {
                    signs.meant.add(Kind.ACTOR);
                }
            }
        }
    }

    private static String spelling(NameOccurrence place) {
        NameEntry entry = place.found().entry();
        return entry.spellings().isEmpty() ? entry.cores().getFirst() : entry.spellings().getFirst();
    }

    /** Whether an actor and a tool have the name, or an actor has it only with its head noun. */
    private static boolean isShared(NameOccurrence place) {
        return place.cards() == Sense.ANY || place.found().entry().spellings().isEmpty();
    }

    private void add(NameOccurrence place) {
        Signs signs = byName.computeIfAbsent(place.found().entry().id(), first -> new Signs());
        for (Kind kind : Kind.values()) {
            if (place.isInRole(kind)) {
                signs.roles.add(kind);
            }
            if (local(place) == NameOccurrence.sense(kind)) {
                signs.meant.add(kind);
            }
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

    /** What the words at the place, or else its list, say that the name is; {@link Sense#ANY} if they do not. */
    private static Sense local(NameOccurrence place) {
        return place.said() == Sense.ANY ? place.listed() : place.said();
    }

    /** Whether the text means the other kind with a name that both kinds share. */
    private boolean isOther(NameOccurrence place, Kind kind, Collection<Integer> cards, Signs signs) {
        boolean isCoreOnly = kind == Kind.ACTOR && Collections.disjoint(place.found().entry().cards(), cards);
        if (place.cards() != Sense.ANY && !isCoreOnly) {
            return kind == Kind.ACTOR && signs.definitions.equals(Set.of(Kind.TOOL)) && local(place) != Sense.ACTOR;
        }
        if (local(place) != Sense.ANY) {
            return local(place) != NameOccurrence.sense(kind);
        }
        Set<Kind> said = signs.definitions.isEmpty() ? signs.meant : signs.definitions;
        return said.size() == 1 && !said.contains(kind);
    }

    /**
     * The evidence that the place means cards of the kind.
     *
     * @param cards the documents of those cards
     */
    Evidence of(NameOccurrence place, Kind kind, Collection<Integer> cards) {
        int name = place.found().entry().id();
        Signs signs = byName.get(name);
        if (isOther(place, kind, cards, signs)) {
            return Evidence.NONE;
        }
        if (place.ordinariness() == Ordinariness.NONE) {
            return Evidence.DISTINCTIVE;
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
        if (signs.roles.contains(kind) && !signs.isSmall) {
            return Evidence.ROLE;
        }
        if (cards.stream().anyMatch(card -> hasOtherName(card, name))) {
            return Evidence.OTHER_NAME;
        }
        if (place.ordinariness() == Ordinariness.LABEL || !signs.nouns.isEmpty()) {
            return Evidence.NONE;
        }
        if (place.isListed(kind)) {
            return Evidence.LISTED;
        }
        if (signs.isCapitals) {
            return Evidence.CAPITALS;
        }
        return signs.isCapitalized && !signs.isSmall ? Evidence.CAPITALIZED : Evidence.NONE;
    }

    private boolean hasOtherName(int card, int name) {
        Set<Integer> names = namesOfCards.getOrDefault(card, Set.of());
        return names.size() > (names.contains(name) ? 1 : 0);
    }
}
