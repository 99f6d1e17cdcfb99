package dev.threatcards.deck;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.threatcards.card.Facet;
import dev.threatcards.result.CardProfile.UsedTool;
import dev.threatcards.result.SimilarCard;
import dev.threatcards.result.SimilarCard.Shared;
import dev.threatcards.text.Numbers;

/** Words what cards share as a sentence. */
final class SimilarReason {

    /** Tools or actors that a sentence names; the rest are counted. */
    private static final int NAMED = 3;

    /** Shared names of actors that a sentence lists; two cards of one collection rarely share more than one. */
    private static final int NAMES = 20;

    private SimilarReason() {
    }

    /** Of actors: "share 8 rare tools: A, B, C, …; and 4 that are more common; also attributed to Russia, 3 target sectors". */
    static String ofActors(List<Shared> shared) {
        List<Shared> tools = of(Facet.TOOL.parameter(), shared);
        List<Shared> rare = tools.stream().filter(tool -> UsedTool.isRare(tool.count())).toList();
        List<Shared> others = tools.subList(rare.size(), tools.size());
        List<String> parts = new ArrayList<>();
        if (!rare.isEmpty()) {
            parts.add("share " + named(rare, "rare tool"));
        }
        if (!others.isEmpty()) {
            parts.add(rare.isEmpty()
                    ? "share " + named(others, "tool")
                    : "and " + Numbers.grouped(others.size()) + (others.size() == 1 ? " that is" : " that are")
                            + " more common");
        }
        if (tools.isEmpty()) {
            parts.add("share no tool");
        }
        List<String> also = new ArrayList<>();
        if (!of(SimilarCard.LINK, shared).isEmpty()) {
            also.add("one card points to the other");
        }
        List<Shared> names = of(SimilarCard.NAME, shared);
        names.stream().limit(NAMES).forEach(name -> also.add("the name " + name.value()));
        if (names.size() > NAMES) {
            also.add(Numbers.grouped(names.size() - NAMES) + " other names");
        }
        also.addAll(
                counted(shared, Set.of(Facet.COUNTRY, Facet.MOTIVATION, Facet.SECTOR, Facet.TARGET, Facet.TECHNIQUE)));
        if (!also.isEmpty()) {
            parts.add((tools.isEmpty() ? "but " : "also ") + String.join(", ", also));
        }
        return String.join("; ", parts);
    }

    /**
     * Of tools: "3 actors use both (A; B; C), 24 times as many as by chance; also type Backdoor".
     *
     * @param lift how many times more actors use both than would if tools were chosen by chance
     */
    static String ofTools(List<Shared> shared, double lift) {
        List<Shared> actors = of(SimilarCard.ACTOR, shared);
        // Titles have commas in them.
        String names = listed(actors, "; ");
        String reason = actors.size() == 1
                ? "1 actor uses both (" + names + ")"
                : String.format(Locale.ROOT,
                        lift < 10
                                ? "%,d actors use both (%s), %,.1f times as many as by chance"
                                : "%,d actors use both (%s), %,.0f times as many as by chance",
                        actors.size(), names, lift);
        List<String> also = counted(shared, Set.of(Facet.TYPE));
        return also.isEmpty() ? reason : reason + "; also " + String.join(", ", also);
    }

    private static List<Shared> of(String facet, List<Shared> shared) {
        return shared.stream().filter(each -> each.facet().equals(facet)).toList();
    }

    private static String named(List<Shared> tools, String noun) {
        return Numbers.grouped(tools.size()) + " " + noun + (tools.size() == 1 ? ": " : "s: ") + listed(tools, ", ");
    }

    private static String listed(List<Shared> shared, String separator) {
        return shared.stream().limit(NAMED).map(Shared::value)
                .collect(Collectors.joining(separator, "", shared.size() > NAMED ? separator + "…" : ""));
    }

    /** For each of the facets its only value or how many there are, in the order of the shared values. */
    private static List<String> counted(List<Shared> shared, Set<Facet> facets) {
        Map<Facet, List<String>> byFacet = new LinkedHashMap<>();
        shared.forEach(each -> Facet.named(each.facet()).filter(facets::contains)
                .ifPresent(facet -> byFacet.computeIfAbsent(facet, first -> new ArrayList<>()).add(each.value())));
        List<String> counted = new ArrayList<>();
        byFacet.forEach((facet,
                values) -> counted.add(values.size() == 1
                        ? facet.label().toLowerCase(Locale.ROOT) + " " + values.getFirst()
                        : Numbers.grouped(values.size()) + " " + facet.plural().toLowerCase(Locale.ROOT)));
        return counted;
    }
}
