package dev.threatcards.web.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Provenance;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Limits;
import dev.threatcards.result.Comparison;
import dev.threatcards.result.Resolution.Meaning;
import dev.threatcards.result.Suggestion;
import dev.threatcards.text.NameKeys;
import dev.threatcards.text.Numbers;
import dev.threatcards.text.WellFormedText;
import dev.threatcards.web.http.Addresses;
import dev.threatcards.web.http.QueryParameters;
import dev.threatcards.web.http.QueryString;
import dev.threatcards.web.http.RequestSnapshot;
import dev.threatcards.web.http.Routing;

/** The page that compares actors. Each is given by its uuid or by any name. */
final class ComparePages {

    private static final int SUGGESTIONS = 4;

    private static final int OFFERS = 6;

    void addTo(RoutesConfig routes) {
        Routing.get(routes, "/compare", this::compare);
    }

    /**
     * An actor to compare.
     *
     * @param name the name as it was given
     * @param candidates the actors with the name
     * @param suggestions actors with a similar name, if there is no candidate
     */
    record NamedActor(String name, List<CardReference> candidates, List<CardReference> suggestions) {

        boolean isClear() {
            return candidates.size() == 1;
        }
    }

    /** Bar charts of operations by year, one for each actor, with one axis and one scale. */
    record ActivityStrips(int first, int last, int width, List<Strip> strips) {

        static final int STEP = 8;

        static final int HEIGHT = 24;

        /** The fewest years on the axis, so that bars stay narrow. */
        private static final int FEWEST = 12;

        /** An actor's operations; {@code summary} says the same in words. */
        record Strip(String actor, String summary, List<Bar> bars) {
        }

        record Bar(int year, int count, int x, int height) {
        }

        static ActivityStrips of(List<ActorCard> actors) {
            List<Map<Integer, Integer>> counts = actors.stream().map(ActivityStrips::byYear).toList();
            List<Integer> years = counts.stream().flatMap(each -> each.keySet().stream()).sorted().toList();
            if (years.isEmpty()) {
                return new ActivityStrips(0, 0, 0, List.of());
            }
            int last = years.getLast();
            int first = Math.min(years.getFirst(), last - FEWEST + 1);
            int most = counts.stream().flatMap(each -> each.values().stream()).mapToInt(Integer::intValue).max()
                    .orElse(1);
            List<Strip> strips = new ArrayList<>();
            for (int i = 0; i < actors.size(); i++) {
                List<Bar> bars = new ArrayList<>();
                counts.get(i).forEach((year, count) -> bars
                        .add(new Bar(year, count, (year - first) * STEP, Math.ceilDiv(HEIGHT * count, most))));
                strips.add(new Strip(actors.get(i).name(), summary(counts.get(i)), bars));
            }
            return new ActivityStrips(first, last, (last - first + 1) * STEP, strips);
        }

        private static Map<Integer, Integer> byYear(ActorCard actor) {
            Map<Integer, Integer> counts = new TreeMap<>();
            actor.operations().stream().map(Activity::date).filter(date -> date.isKnown())
                    .forEach(date -> counts.merge(date.from().getYear(), 1, Integer::sum));
            return counts;
        }

        private static String summary(Map<Integer, Integer> counts) {
            if (counts.isEmpty()) {
                return "no dated operation";
            }
            int all = counts.values().stream().mapToInt(Integer::intValue).sum();
            List<Integer> years = List.copyOf(counts.keySet());
            String span = years.size() == 1 ? "in " + years.getFirst() : years.getFirst() + " to " + years.getLast();
            return all + (all == 1 ? " operation, " : " operations, ") + span;
        }
    }

    private void compare(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        Map<String, List<String>> parameters = QueryString.known(Set.copyOf(Addresses.COMPARED), request);
        List<NamedActor> actors = new ArrayList<>();
        for (String parameter : Addresses.COMPARED) {
            String name = QueryParameters.text(parameter, "", parameters);
            if (!name.isEmpty()) {
                actors.add(named(name, cards));
            }
        }
        List<UUID> clear = actors.stream().filter(NamedActor::isClear).map(each -> each.candidates().getFirst().uuid())
                .distinct().toList();
        Comparison comparison = cards.compare(clear);
        Provenance provenance = cards.provenance();
        Templates.html("compare.jte",
                ComparePage.of(actors, comparison, offers(comparison, Addresses.home(provenance), cards), provenance),
                request);
    }

    /** The actors most similar to the one, or the pairs of actors that share most rare tools. */
    private static List<Link.Noted> offers(Comparison comparison, String home, ThreatCards cards) {
        return switch (comparison.actors().size()) {
            case 0 -> cards.landscape(CardQuery.all()).landscape().pairs().stream().limit(OFFERS)
                    .map(pair -> offer(pair.one(), pair.other(),
                            "share " + Numbers.counted(pair.tools().size(), "rare tool"), home))
                    .toList();
            case 1 -> {
                CardReference actor = CardReference.of(comparison.actors().getFirst());
                yield cards.similar(actor.uuid(), OFFERS).stream()
                        .map(similar -> offer(actor, similar.card(), similar.reason(), home)).toList();
            }
            default -> List.of();
        };
    }

    private static Link.Noted offer(CardReference one, CardReference other, String reason, String home) {
        return new Link.Noted(new Link(one.name() + " and " + other.name(),
                Addresses.compare(List.of(Addresses.key(one, home), Addresses.key(other, home)))), reason);
    }

    private static NamedActor named(String name, ThreatCards cards) {
        if (name.length() > Limits.NAME_LENGTH) {
            return new NamedActor(WellFormedText.cut(name, Limits.NAME_LENGTH + 1), List.of(), List.of());
        }
        List<CardReference> found = cards.cards(name).stream().map(MergedCard::card).filter(ActorCard.class::isInstance)
                .map(CardReference::of).toList();
        List<CardReference> titled = found.stream().filter(card -> NameKeys.slug(card.name()).equals(name)
                || NameKeys.exact(card.name()).equals(NameKeys.exact(name))).toList();
        // A title means its own card, even if other cards have it as a name.
        List<CardReference> candidates = titled.size() == 1 ? titled : found;
        return new NamedActor(name, candidates, candidates.isEmpty() ? suggestions(name, cards) : List.of());
    }

    /** Actors with a similar name, or else with a name that begins with it. */
    private static List<CardReference> suggestions(String name, ThreatCards cards) {
        List<CardReference> near = cards.resolve(name).meanings().stream().map(Meaning::card)
                .filter(card -> card.kind() == Kind.ACTOR).limit(SUGGESTIONS).toList();
        return near.isEmpty()
                ? cards.suggest(name, SUGGESTIONS).stream().map(Suggestion::card).flatMap(Optional::stream)
                        .filter(card -> card.kind() == Kind.ACTOR).distinct().toList()
                : near;
    }
}
