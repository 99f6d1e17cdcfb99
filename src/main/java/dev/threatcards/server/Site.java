package dev.threatcards.server;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.threatcards.CardQuery;
import dev.threatcards.IndexBuild;
import dev.threatcards.card.Provenance;

/**
 * What is on every page.
 *
 * @param title the page's title
 * @param query what stands in the search box
 * @param section where the page belongs; empty if nowhere, as an error does
 * @param starter whether the index holds the starter deck and nothing else
 * @param actors how many actors can be searched
 * @param deck where the cards come from, in a line
 */
record Site(String title, String query, Optional<Section> section, boolean starter, int actors, String deck) {

    /** The parts of the site, in the order in which the head of every page lists them. */
    enum Section {
        ACTORS("Actors", "/"), TOOLS("Tools", "/tools"), EXPLORE("Explore", "/explore"), COMPARE("Compare",
                "/compare"), NAMES("Names", "/names"), DECK("Deck", "/deck"), API("API", "/api");

        private final String label;
        private final String href;

        Section(String label, String href) {
            this.label = label;
            this.href = href;
        }

        String label() {
            return label;
        }

        String href() {
            return href;
        }
    }

    private static final String NAME = "Threat Cards";

    /** A page of its own title, without a search. */
    static Site of(String title, Section section, Provenance provenance) {
        return of(title, "", Optional.of(section), provenance);
    }

    /** A search page. */
    static Site of(Searched searched, CardQuery query, Provenance provenance) {
        String text = query.text();
        return switch (searched) {
            case ACTORS -> of(text, text, Optional.of(Section.ACTORS), provenance);
            case TOOLS ->
                of(text.isBlank() ? "Tools" : text + " · Tools", text, Optional.of(Section.TOOLS), provenance);
        };
    }

    /** What went wrong. */
    static Site ofProblem(String title, Provenance provenance) {
        return of(title, "", Optional.empty(), provenance);
    }

    private static Site of(String title, String query, Optional<Section> section, Provenance provenance) {
        boolean starter = !provenance.decks().isEmpty()
                && provenance.decks().stream().allMatch(deck -> deck.deck().location().equals(IndexBuild.STARTER_DECK));
        return new Site(title.isBlank() ? NAME : title + " · " + NAME, query, section, starter, provenance.actors(),
                deck(provenance));
    }

    /** What the search box in the head searches: tools where tools are shown, else actors. */
    Searched searched() {
        return isAt(Section.TOOLS) ? Searched.TOOLS : Searched.ACTORS;
    }

    boolean isAt(Section other) {
        return section.filter(other::equals).isPresent();
    }

    private static String deck(Provenance provenance) {
        String sources = provenance.decks().stream().map(deck -> deck.deck().source()).distinct()
                .collect(Collectors.joining("; "));
        return String.join(" · ", List.of(sources, provenance.date(), provenance.license()).stream()
                .filter(part -> !part.isEmpty()).toList());
    }
}
