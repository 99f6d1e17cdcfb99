package dev.threatcards.web.pages;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.Provenance.CollectionCounts;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Limits;
import dev.threatcards.result.CveCards;
import dev.threatcards.result.Resolution;
import dev.threatcards.result.Resolution.Degree;
import dev.threatcards.result.Resolution.Meaning;
import dev.threatcards.result.SearchAdvice.NameForm;
import dev.threatcards.result.Suggestion;
import dev.threatcards.text.Numbers;
import dev.threatcards.web.http.Addresses;

/**
 * The view model of the page that resolves names.
 *
 * @param typed the names, one per line
 * @param summary how many names are known, in a sentence
 * @param cves the ids of vulnerabilities in the list, which are no names
 * @param link the address of this answer, if it is short enough to pass on
 */
record NamesPage(Site site, String typed, String problem, List<Choice> collections, String summary, List<Known> known,
        List<Cve> cves, List<Unknown> unknown, String link) {

    record Choice(String value, boolean chosen) {
    }

    /** A name; {@code note} says if it is ambiguous, {@code form} whose it is by its form if it is only near. */
    record Known(String name, String note, List<Meant> meanings, String form) {
    }

    /**
     * A card that a name means.
     *
     * @param as the name as the card spells it
     * @param named the search for all actors that the giver named
     * @param match how well the name matches, in words
     * @param via the mapping file that gives the card the name, if the card does not have it itself
     * @param status that the card is not current, in words; empty if it is
     * @param replacedBy the cards in favour of which it was revoked
     */
    record Meant(String card, String link, String kind, String collection, String as, String giver, String named,
            Degree degree, String match, String via, String status, List<Link> replacedBy) {
    }

    /** A vulnerability with the cards that mention it, first the actors; each card's note is where. */
    record Cve(Link id, String count, List<Link.Noted> cards) {
    }

    /** An unknown name; {@code form} says whose it is by its form, {@code perhaps} are names that begin with it. */
    record Unknown(String name, String form, String search, List<Link.Noted> perhaps) {
    }

    /** The longest address that every browser, chat and mail program accepts, in characters. */
    private static final int LONGEST_LINK = 2_000;

    /** The most characters of a name on the page. */
    private static final int SHOWN = 120;

    /** The most unknown names with suggestions, which cost a search each. */
    private static final int SUGGESTED = 100;

    static NamesPage ofTooMany(List<String> names, Set<String> collections, Site site, Provenance provenance) {
        String problem = String.format(Locale.ROOT,
                "You can resolve at most %,d names at once; these are %,d. Remove some and resolve them afterwards.",
                Limits.NAMES, names.size());
        return new NamesPage(site, String.join("\n", names), problem, choices(collections, provenance), "", List.of(),
                List.of(), List.of(), "");
    }

    /**
     * @param resolutions what the names mean, in the order of the list
     * @param suggest gives the names that begin with a text
     */
    static NamesPage of(List<Resolution> resolutions, Set<String> collections,
            Function<String, List<Suggestion>> suggest, Site site, Provenance provenance) {
        String home = Addresses.home(provenance);
        List<Known> known = new ArrayList<>();
        List<Unknown> unknown = new ArrayList<>();
        List<Cve> cves = new ArrayList<>();
        for (Resolution resolution : resolutions) {
            resolution.cve().ifPresent(cve -> cves.add(cve(cve, home)));
            if (resolution.cve().isPresent() && resolution.meanings().isEmpty()) {
                continue;
            }
            if (resolution.meanings().isEmpty()) {
                List<Suggestion> suggestions = unknown.size() < SUGGESTED
                        && resolution.name().length() <= Limits.NAME_LENGTH
                                ? suggest.apply(resolution.name())
                                : List.of();
                unknown.add(unknown(resolution, suggestions, home));
            } else {
                known.add(known(resolution, home));
            }
        }
        List<String> names = resolutions.stream().map(Resolution::name).toList();
        String link = collections.isEmpty() ? Addresses.names(names) : "";
        return new NamesPage(site, String.join("\n", names), "", choices(collections, provenance),
                names.isEmpty() ? "" : summary(resolutions), known, cves, unknown,
                names.isEmpty() || link.length() > LONGEST_LINK ? "" : link);
    }

    /** The collections to choose from; empty if there is only one. */
    static List<Choice> choices(Set<String> chosen, Provenance provenance) {
        return provenance.collections().size() < 2
                ? List.of()
                : provenance.collections().stream().map(CollectionCounts::collection)
                        .map(collection -> new Choice(collection, chosen.contains(collection))).toList();
    }

    private static String summary(List<Resolution> resolutions) {
        long known = resolutions.stream().filter(Resolution::isKnown).count();
        long ambiguous = resolutions.stream().filter(Resolution::ambiguous).count();
        long near = resolutions.stream().filter(NamesPage::isNear).count();
        List<String> parts = new ArrayList<>();
        parts.add(resolutions.size() == 1
                ? known == 1 ? "The name is known" : "The name is not known"
                : String.format(Locale.ROOT, "%,d of %,d names %s known", known, resolutions.size(),
                        known == 1 ? "is" : "are"));
        if (near > 0) {
            parts.add(String.format(Locale.ROOT, "%,d of them by a similar spelling", near));
        }
        if (ambiguous > 0) {
            parts.add(String.format(Locale.ROOT, "%,d %s ambiguous", ambiguous, ambiguous == 1 ? "is" : "are"));
        }
        return String.join(", ", parts) + ".";
    }

    private static Cve cve(CveCards cve, String home) {
        List<Link.Noted> cards = Stream.concat(cve.actors().stream(), cve.tools().stream())
                .map(card -> new Link.Noted(Link.to(card.card(), home),
                        (card.card().kind() == CardReference.Kind.ACTOR ? "in " : "tool, in ")
                                + card.places().getFirst().where()))
                .toList();
        return new Cve(cve.total() == 0 ? Link.none(cve.id().toString()) : Link.to(cve.id()), SubjectPages.counts(cve),
                cards);
    }

    /** Whether the best match is only a similar spelling. */
    private static boolean isNear(Resolution resolution) {
        return resolution.meanings().stream().anyMatch(meaning -> meaning.degree() == Degree.NEAR);
    }

    private static Known known(Resolution resolution, String home) {
        Set<CardReference> cards = new LinkedHashSet<>();
        resolution.meanings().forEach(meaning -> cards.add(meaning.card()));
        return new Known(shown(resolution.name()), resolution.ambiguous()
                ? "ambiguous: " + Numbers.grouped(cards.size() + resolution.total() - resolution.meanings().size())
                        + " cards"
                : "", resolution.meanings().stream().map(meaning -> meant(meaning, home)).toList(), form(resolution));
    }

    private static String form(Resolution resolution) {
        return resolution.form().map(NameForm::text).orElse("");
    }

    private static Meant meant(Meaning meaning, String home) {
        CardReference card = meaning.card();
        boolean oneGiver = !PageText.knownGiver(meaning.giver()).isEmpty() && !meaning.giver().contains(", ")
                && card.kind() == CardReference.Kind.ACTOR;
        return new Meant(card.name(), Addresses.card(card, home), card.kind() == CardReference.Kind.ACTOR ? "" : "tool",
                card.collection().equals(home) ? "" : card.collection(), meaning.as(), PageText.giver(meaning.giver()),
                oneGiver ? Addresses.search(Facet.GIVER, meaning.giver()) : "", meaning.degree(),
                switch (meaning.degree()) {
                    case EXACT -> "exact";
                    case FOLDED -> "other spelling";
                    case CORE -> "with or without a word such as “group”";
                    case NEAR -> "similar: a typo?";
                }, meaning.via(), card.edition().words() + (meaning.replacedBy().isEmpty() ? "" : " by "),
                PageText.separated(", ",
                        meaning.replacedBy().stream().map(other -> List.of(Link.to(other, home))).toList()));
    }

    private static Unknown unknown(Resolution resolution, List<Suggestion> suggestions, String home) {
        String name = resolution.name();
        List<Link.Noted> perhaps = suggestions.stream().filter(suggestion -> suggestion.card().isPresent())
                .map(suggestion -> new Link.Noted(
                        new Link(suggestion.text(), Addresses.card(suggestion.card().orElseThrow(), home)),
                        suggestion.detail()))
                .toList();
        return new Unknown(shown(name), form(resolution),
                name.length() > Limits.NAME_LENGTH ? "" : Addresses.search(CardQuery.of(name)), perhaps);
    }

    private static String shown(String name) {
        return name.codePointCount(0, name.length()) <= SHOWN
                ? name
                : name.substring(0, name.offsetByCodePoints(0, SHOWN)) + "…";
    }
}
