package dev.threatcards.result;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/**
 * The cards that a name may refer to.
 *
 * @param name the name as requested
 * @param meanings the distinct cards, actors before tools, current cards before others, then by degree, then by title; empty if the name is
 *     unknown. At most a thousand actors and a thousand tools
 * @param total the number of all these cards
 * @param ambiguous whether different actors, or different tools, may be meant: several cards of one collection match equally well. An actor and
 *     a tool with the same name are not ambiguous, because their kinds differ; neither are cards of different collections, which the name
 *     links, nor tools that match worse than an actor does, nor cards that are not current beside a current one that matches as well
 * @param form the form of a name that no card has, which says whose name it is; empty if the name is known or has no known form
 * @param cve if the text is no name but the id of a vulnerability, the cards that mention it, perhaps none; otherwise empty
 */
public record Resolution(String name, List<Meaning> meanings, int total, boolean ambiguous,
        Optional<SearchAdvice.NameForm> form, Optional<CveCards> cve) {

    private static final Comparator<Meaning> ORDER = Comparator.comparing((Meaning meaning) -> meaning.card().kind())
            .thenComparing(Meaning::card, CardReference.CURRENT_FIRST).thenComparing(Meaning::degree)
            .thenComparing(Meaning::card, CardReference.BY_NAME);

    /** How well a name matches that of a card. */
    public enum Degree {
        /** Equal except for case and white space. */
        EXACT,
        /** Equal letters and digits; accents and separators may differ. */
        FOLDED,
        /** Equal without head nouns such as "Group", "Team", "APT" and "the", see {@code head-nouns.txt}. */
        CORE,
        /** Perhaps mistyped, but with the same digits. Only if no card matches better. */
        NEAR;

        /** The name in JSON. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A card that the name may refer to.
     *
     * @param as the name as the card spells it; its uuid if the requested name is the uuid
     * @param giver the name-givers, joined by ", "; "?" if the encyclopedia does not know them; may be empty
     * @param via the titles of the mapping files that give the card the name, joined by ", "; empty if the card has the name itself
     * @param replacedBy the cards in favour of which the card was revoked; empty if it is current
     */
    public record Meaning(CardReference card, String as, String giver, Degree degree, String via,
            List<CardReference> replacedBy) {
        public Meaning {
            NullChecks.requireNonNull("card", card, "as", as, "giver", giver, "degree", degree, "via", via);
            replacedBy = DefensiveCopies.list(replacedBy, "replacedBy");
        }

        /** A card that nothing has replaced. */
        public Meaning(CardReference card, String as, String giver, Degree degree, String via) {
            this(card, as, giver, degree, via, List.of());
        }

        /** A card that has the name itself. */
        public Meaning(CardReference card, String as, String giver, Degree degree) {
            this(card, as, giver, degree, "");
        }
    }

    public Resolution {
        Objects.requireNonNull(name, "name");
        meanings = DefensiveCopies.list(meanings, "meanings");
        NullChecks.requireNonNull("form", form, "cve", cve);
    }

    /** The resolution of a name that no card has. */
    public static Resolution unknown(String name, Optional<SearchAdvice.NameForm> form) {
        return new Resolution(name, List.of(), 0, false, form, Optional.empty());
    }

    /** The same text as the id of a vulnerability. */
    public Resolution withCve(CveCards cards) {
        Objects.requireNonNull(cards, "cards");
        return new Resolution(name, meanings, total, ambiguous, form, Optional.of(cards));
    }

    /** Whether any card has the name, or mentions the vulnerability. */
    public boolean isKnown() {
        return !meanings.isEmpty() || cve.filter(cards -> cards.total() > 0).isPresent();
    }

    /**
     * The resolution of a name that is written as several: "Fancy Bear (APT28)". It has the cards of each, and is not ambiguous if exactly one
     * card has them all.
     *
     * @param parts for each of the names the cards that it may mean, each card once
     * @param unread the number of cards that are not listed
     */
    public static Resolution of(String name, List<List<Meaning>> parts, int unread,
            Optional<SearchAdvice.NameForm> form) {
        NullChecks.requireNonNull("name", name, "form", form);
        List<List<Meaning>> named = DefensiveCopies.list(parts, "parts");
        Map<UUID, Meaning> meanings = new LinkedHashMap<>();
        named.forEach(part -> part.forEach(meaning -> meanings.merge(meaning.card().uuid(), meaning,
                (one, other) -> one.degree().compareTo(other.degree()) <= 0 ? one : other)));
        Degree actors = meanings.values().stream().filter(meaning -> meaning.card().kind() == Kind.ACTOR)
                .map(Resolution::tier).min(Comparator.naturalOrder()).orElse(Degree.NEAR);
        List<List<Meaning>> likely = named.stream().map(Resolution::likely).toList();
        boolean ambiguous = likely.stream().flatMap(List::stream)
                .filter(meaning -> meaning.card().kind() == Kind.ACTOR || tier(meaning).compareTo(actors) <= 0)
                .map(Meaning::card).anyMatch(card -> areSeveral(
                        likely.stream().map(part -> best(part, card.kind(), card.collection())).toList()));
        return new Resolution(name, meanings.values().stream().sorted(ORDER).toList(), meanings.size() + unread,
                ambiguous, form, Optional.empty());
    }

    /** The meanings without the cards that are not current beside a current one of their kind that matches as well. */
    private static List<Meaning> likely(List<Meaning> meanings) {
        return meanings.stream()
                .filter(meaning -> meaning.card().edition().isCurrent() || meanings.stream()
                        .noneMatch(other -> other.card().edition().isCurrent()
                                && other.card().kind() == meaning.card().kind()
                                && tier(other).compareTo(tier(meaning)) <= 0))
                .toList();
    }

    /** Of the cards of a kind and a collection those that match best. Exact and folded names match equally well. */
    private static Set<UUID> best(List<Meaning> meanings, Kind kind, String collection) {
        List<Meaning> some = meanings.stream()
                .filter(meaning -> meaning.card().kind() == kind && meaning.card().collection().equals(collection))
                .toList();
        Optional<Degree> best = some.stream().map(Resolution::tier).min(Comparator.naturalOrder());
        Set<UUID> cards = new HashSet<>();
        some.stream().filter(meaning -> tier(meaning) == best.orElseThrow())
                .forEach(meaning -> cards.add(meaning.card().uuid()));
        return cards;
    }

    private static Degree tier(Meaning meaning) {
        return meaning.degree() == Degree.EXACT ? Degree.FOLDED : meaning.degree();
    }

    /** Whether the names, as far as they are known, have no one card in common. */
    private static boolean areSeveral(List<Set<UUID>> names) {
        List<Set<UUID>> known = new ArrayList<>(names);
        known.removeIf(Set::isEmpty);
        Set<UUID> common = new HashSet<>(known.getFirst());
        known.forEach(common::retainAll);
        return common.size() != 1;
    }
}
