package dev.threatcards.web.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonRootName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

import dev.threatcards.card.Changes;
import dev.threatcards.card.EditionStatus;
import dev.threatcards.card.Listing;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.Reject;
import dev.threatcards.json.CardJson.CardDeck;
import dev.threatcards.json.CardJson.Reference;
import dev.threatcards.result.DeckReport;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_DEFAULT;

/** The sources of the cards and the findings about their quality; {@code doctor --json} prints the same. */
@JsonRootName("Provenance")
public record DeckAnswer(int cards, int tools, String date, String license, List<CollectionCounts> collections,
        List<DeckContent> decks, int rejectCount, List<Reject> rejects, ChangedCards changes,
        List<SharedName> sharedNames, List<DeadReference> deadReferences, List<DeadReferenceCount> deadReferenceCounts,
        List<ProseFound> prose,
        @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("What mapping files say is one actor, though several cards of a collection"
                + " are about it.") List<MappedAsOne> mappedAsOne,
        @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("Names that a mapping file gives to several actors.") List<MappedTwice> mappedTwice,
        @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("Entries of mapping files that share too little with a card to be linked"
                + " with it.") List<WeaklyMapped> weaklyMapped,
        @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("Entries of tables of one's own whose actor no card has.") List<MappedNowhere> mappedNowhere,
        @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("Givers that cards spell in several ways, which are one value.") List<MergedGiver> mergedGivers,
        List<UnknownTool> unknownTools, List<UnreadableDate> unreadableDates,
        @JsonPropertyDescription("What sources say that cards have no field for, by collection, form and kind of card.") List<UnknownKeys> unknownKeys,
        @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("How many cards are not current, by their status: dropped, revoked,"
                + " deprecated.") Map<String, Integer> editions,
        @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The cards that are not current.") List<Reference> outdated,
        @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("Of each kind of finding of which the first alone are listed, how many"
                + " there are.") Map<String, Integer> totals) {

    /** The most findings of a kind; a deck with more has the same fault everywhere. */
    private static final int MAX_FINDINGS = 5_000;

    /** The answer for all decks of an index. */
    public static DeckAnswer of(Provenance provenance, DeckReport findings) {
        Map<String, Integer> totals = new LinkedHashMap<>();
        return new DeckAnswer(provenance.actors(), provenance.tools(), provenance.date(), provenance.license(),
                provenance.collections().stream()
                        .map(counts -> new CollectionCounts(counts.collection(), counts.actors(), counts.tools()))
                        .toList(),
                findings.decks().stream().map(DeckContent::of).toList(), provenance.rejectCount(),
                provenance.rejects().stream().map(Reject::withoutFolders).toList(),
                new ChangedCards(Some.of(provenance.changes().added()), Some.of(provenance.changes().changed()),
                        Some.of(provenance.changes().gone())),
                first("sharedNames", findings.sharedNames(), totals).stream().map(SharedName::of).toList(),
                first("deadReferences", findings.deadReferences(), totals).stream()
                        .map(dead -> new DeadReference(dead.type(), dead.target(), Reference.of(dead.card()))).toList(),
                findings.deadReferencesByType().stream()
                        .map(group -> new DeadReferenceCount(group.collection(), group.type(),
                                group.references().size()))
                        .toList(),
                first("prose", findings.prose(), totals).stream()
                        .map(entry -> new ProseFound(entry.facet().parameter(), entry.text(), entry.kind(),
                                entry.cards()))
                        .toList(),
                first("mappedAsOne", findings.mappedAsOne(), totals).stream().map(MappedAsOne::of).toList(),
                first("mappedTwice", findings.mappedTwice(), totals).stream()
                        .map(name -> new MappedTwice(name.name(), name.source(), name.entries())).toList(),
                first("weaklyMapped", findings.weaklyMapped(), totals).stream()
                        .map(weak -> new WeaklyMapped(weak.entry(), weak.source(), weak.name(),
                                Reference.of(weak.cards())))
                        .toList(),
                first("mappedNowhere", findings.mappedNowhere(), totals).stream()
                        .map(entry -> new MappedNowhere(entry.entry(), entry.source(), entry.names())).toList(),
                first("mergedGivers", findings.mergedGivers(), totals).stream()
                        .map(giver -> new MergedGiver(giver.giver(), giver.spellings())).toList(),
                first("unknownTools", findings.unknownTools(), totals).stream()
                        .map(tool -> new UnknownTool(tool.name(), tool.collection(), tool.actors())).toList(),
                first("unreadableDates", findings.unreadableDates(), totals).stream()
                        .map(date -> new UnreadableDate(date.field(), date.text(), Reference.of(date.card()))).toList(),
                first("unknownKeys", findings.unknownKeys(), totals).stream().map(UnknownKeys::of).toList(),
                editions(findings), Reference.of(first("outdated", findings.outdated(), totals)), totals);
    }

    private static Map<String, Integer> editions(DeckReport findings) {
        Map<String, Integer> editions = new LinkedHashMap<>();
        for (EditionStatus status : EditionStatus.values()) {
            int count = findings.outdated(status).size();
            if (count > 0) {
                editions.put(status.key(), count);
            }
        }
        return editions;
    }

    private static <T> List<T> first(String kind, List<T> findings, Map<String, Integer> totals) {
        if (findings.size() > MAX_FINDINGS) {
            totals.put(kind, findings.size());
        }
        return findings.subList(0, Math.min(MAX_FINDINGS, findings.size()));
    }

    /** Date, licence and sources of the cards that an answer is made from. */
    record Deck(@JsonPropertyDescription("The date of the deck; empty if it has none.") String date, String license,
            List<String> sources) {

        static Deck of(Provenance provenance) {
            return new Deck(provenance.date(), provenance.license(),
                    provenance.decks().stream().map(deck -> deck.deck().source()).distinct().toList());
        }
    }

    record CollectionCounts(String collection, int cards, int tools) {
    }

    record DeckContent(@JsonUnwrapped CardDeck deck, String form, String collection, String location, int cards,
            int tools, Map<String, Integer> categories, int subgroups, int older, int alone,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The number of actors whose names a mapping file lists.") int entries,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("How many of these have cards here.") int linked,
            @JsonInclude(NON_DEFAULT) String statement) {

        private static DeckContent of(DeckReport.DeckContent content) {
            dev.threatcards.card.Deck deck = content.deck();
            return new DeckContent(CardDeck.of(deck), deck.form(), deck.collection(), deck.publicLocation(),
                    content.actors(), content.tools(), content.categories(), content.subgroups(), content.older(),
                    content.alone(), content.entries(), content.linked(), deck.statement());
        }
    }

    @JsonRootName("Changes")
    record ChangedCards(Some added, Some changed, Some gone) {
    }

    record Some(int count, @JsonPropertyDescription("The first of them.") List<Reference> cards) {

        private static Some of(Changes.Some cards) {
            return new Some(cards.count(), Reference.of(cards.first()));
        }
    }

    record SharedName(String name, List<Reference> cards,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("How many cards have it, where not all are listed.") int total) {

        private static final int MAX_CARDS = 10;

        private static SharedName of(DeckReport.SharedName shared) {
            return new SharedName(shared.name(), Reference.of(shared.cards().stream().limit(MAX_CARDS).toList()),
                    shared.cards().size() > MAX_CARDS ? shared.cards().size() : 0);
        }
    }

    /** An entry of a mapping file whose names are those of several cards of a collection. */
    record MappedAsOne(@JsonPropertyDescription("The actor in the words of the mapping.") String entry,
            @JsonPropertyDescription("The title of the mapping.") String source, List<Reference> cards) {

        static MappedAsOne of(DeckReport.MappedAsOne one) {
            return new MappedAsOne(one.entry(), one.source(), Reference.of(one.cards()));
        }
    }

    record MappedTwice(String name, @JsonPropertyDescription("The title of the mapping.") String source,
            @JsonPropertyDescription("The actors in the words of the mapping.") List<String> entries) {
    }

    record MappedNowhere(@JsonPropertyDescription("The actor in the words of the mapping.") String entry,
            String mapping, List<String> names) {
    }

    record WeaklyMapped(@JsonPropertyDescription("The actor in the words of the mapping.") String entry,
            @JsonPropertyDescription("The title of the mapping.") String source,
            @JsonPropertyDescription("A name that both have.") String name, List<Reference> cards) {
    }

    record MergedGiver(@JsonPropertyDescription("The spelling that most cards use.") String giver,
            @JsonPropertyDescription("Each spelling with the number of cards.") Map<String, Integer> spellings) {
    }

    record DeadReference(String type, String target, Reference card) {
    }

    record DeadReferenceCount(String collection, String type, int count) {
    }

    record UnknownKeys(String collection, String form, String kind, List<UnknownKey> keys) {

        private static UnknownKeys of(DeckReport.UnknownKeys group) {
            return new UnknownKeys(group.collection(), group.form(), group.kind().key(),
                    group.keys().stream().map(key -> new UnknownKey(key.key(), key.cards(), key.example())).toList());
        }
    }

    record UnknownKey(String key, int cards,
            @JsonPropertyDescription("One of its values, as JSON; a long one is cut.") String example) {
    }

    /** An entry of a list of labels that may be prose. */
    record ProseFound(String facet, String text, Listing.Kind takenFor, int cards) {
    }

    record UnknownTool(String name, String collection, int cards) {
    }

    record UnreadableDate(String field, String text, Reference card) {
    }
}
