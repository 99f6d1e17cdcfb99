package dev.threatcards.web.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.threatcards.card.Card;
import dev.threatcards.card.Facet;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Technique;
import dev.threatcards.card.TechniqueId;
import dev.threatcards.text.Numbers;
import dev.threatcards.web.http.Addresses;
import dev.threatcards.web.http.SearchKind;

/**
 * The techniques of MITRE ATT&amp;CK on the page of a card; {@link SubjectPages} has the page of each.
 *
 * @param notes who states them, in sentences
 * @param tactics the techniques of each tactic; those without one last
 */
record CardTechniques(int count, List<String> notes, List<Tactic> tactics) {

    /** A tactic with its techniques. */
    record Tactic(Link name, List<Link> techniques) {
    }

    /** The techniques of a card by their tactics. */
    static CardTechniques of(MergedCard merged, SearchKind kind) {
        Card card = merged.card();
        Map<String, List<Link>> byTactic = new TreeMap<>();
        List<Link> without = new ArrayList<>();
        for (Technique technique : card.techniques().stream().limit(PageText.MOST).toList()) {
            Link link = link(technique, kind);
            technique.tactics()
                    .forEach(tactic -> byTactic.computeIfAbsent(tactic, first -> new ArrayList<>()).add(link));
            if (technique.tactics().isEmpty()) {
                without.add(link);
            }
        }
        List<Tactic> tactics = new ArrayList<>();
        byTactic.forEach((tactic, techniques) -> tactics
                .add(new Tactic(new Link(tactic, Addresses.search(kind, Facet.TACTIC, tactic)), techniques)));
        if (!without.isEmpty()) {
            tactics.add(new Tactic(Link.none("Without a tactic"), without));
        }
        return new CardTechniques(card.techniques().size(), notes(merged), tactics);
    }

    private static Link link(Technique technique, SearchKind kind) {
        String text = technique.label() + (technique.withdrawn() ? " (withdrawn)" : "");
        return new Link(text, TechniqueId.parse(technique.id()).map(Addresses::technique)
                .orElseGet(() -> Addresses.search(kind, Facet.TECHNIQUE, technique.label())));
    }

    private static List<String> notes(MergedCard merged) {
        List<Technique> own = merged.ownTechniques();
        Map<String, Integer> bySource = new LinkedHashMap<>();
        Map<String, Integer> linked = new LinkedHashMap<>();
        for (Technique technique : merged.card().techniques()) {
            String source = technique.source().isEmpty() ? "a source without a name" : technique.source();
            (own.contains(technique) ? bySource : linked).merge(source, 1, Integer::sum);
        }
        List<String> notes = new ArrayList<>();
        bySource.forEach(
                (source, count) -> notes.add(Numbers.counted(count, "technique") + " stated by " + source + "."));
        linked.forEach((source, count) -> notes.add(Numbers.counted(count, "technique") + " stated by " + source
                + ", on the card of another collection that is linked to this one."));
        return PageText.first(PageText.MOST, notes, note -> note, more -> more);
    }
}
