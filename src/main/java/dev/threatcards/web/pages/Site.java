package dev.threatcards.web.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.threatcards.card.Provenance;
import dev.threatcards.ingest.IndexBuild;
import dev.threatcards.query.CardQuery;
import dev.threatcards.result.Suggestion;
import dev.threatcards.web.http.Addresses;
import dev.threatcards.web.http.OperationParameters;
import dev.threatcards.web.http.SearchKind;

/**
 * What every page shows.
 *
 * @param query the text in the search box
 * @param section empty for an error
 * @param starter whether the index has only the starter deck
 * @param deck the sources of the cards, their date and licence, in a line
 */
record Site(String title, String query, Optional<Section> section, boolean starter, int actors, String deck) {

    /** The sections of the site, in the order of the navigation. */
    enum Section {
        ACTORS("Actors", "/"), TOOLS("Tools", "/tools"), EXPLORE("Explore", "/explore"), OPERATIONS("Operations",
                OperationParameters.PAGE), CVES("CVEs", Addresses.CVES), COMPARE("Compare",
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

    private static final String SUGGESTION_LABELS = Arrays.stream(Suggestion.Kind.values())
            .map(kind -> "\"" + kind.key() + "\":\"" + label(kind) + "\"").collect(Collectors.joining(",", "{", "}"));

    static Site of(String title, Section section, Provenance provenance) {
        return of(title, "", Optional.of(section), provenance);
    }

    static Site of(SearchKind searched, CardQuery query, Provenance provenance) {
        String text = query.text();
        return switch (searched) {
            case ACTORS -> of(text, text, Optional.of(Section.ACTORS), provenance);
            case TOOLS ->
                of(text.isBlank() ? "Tools" : text + " · Tools", text, Optional.of(Section.TOOLS), provenance);
        };
    }

    static Site ofProblem(String title, Provenance provenance) {
        return of(title, "", Optional.empty(), provenance);
    }

    private static Site of(String title, String query, Optional<Section> section, Provenance provenance) {
        boolean starter = !provenance.decks().isEmpty()
                && provenance.decks().stream().allMatch(deck -> deck.deck().location().equals(IndexBuild.STARTER_DECK));
        return new Site(title.isBlank() ? NAME : title + " · " + NAME, query, section, starter, provenance.actors(),
                deck(provenance));
    }

    /** What the search box searches: tools in the section of tools, else actors. */
    SearchKind searched() {
        return isAt(Section.TOOLS) ? SearchKind.TOOLS : SearchKind.ACTORS;
    }

    /** What a suggestion under the search box is, for people. */
    static String label(Suggestion.Kind kind) {
        return switch (kind) {
            case ACTOR -> "Actor";
            case ALIAS -> "Other name";
            case TOOL, COUNTRY, SECTOR, MOTIVATION, TARGET, GIVER, CVE -> kind.facet().orElseThrow().label();
        };
    }

    /** The labels of suggestions by the kinds that the API writes, as JSON for the script. */
    static String suggestionLabels() {
        return SUGGESTION_LABELS;
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
