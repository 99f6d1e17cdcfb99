package dev.threatcards.json;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.DeckCard.Identity;
import dev.threatcards.card.EditionStatus;
import dev.threatcards.card.Field;
import dev.threatcards.card.Listing;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.ToolCard;
import dev.threatcards.text.Places;
import dev.threatcards.text.Sectors;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_DEFAULT;

/**
 * A card as the API and NDJSON exports write it, see {@link JsonOutput}. Lists are always present; empty texts and dates are absent.
 * {@code sectors}, {@code targets} and {@code tools} have only labels; prose is under {@code prose}. {@code sources} lists the decks that
 * describe the card, the fields taken from each, and under {@code otherwise} a deck's differing values of other fields.
 */
public sealed interface CardJson {

    /** The card as JSON. */
    static CardJson of(MergedCard merged) {
        return of(merged.card(), merged.sources().stream().map(source -> CardSource.of(source, merged)).toList(),
                merged.sources().getFirst().deck());
    }

    private static CardJson of(Card card, List<CardSource> sources, Deck deck) {
        return switch (card) {
            case ActorCard actor -> Actor.of(actor, sources, CardDeck.of(deck));
            case ToolCard tool -> Tool.of(tool, sources, CardDeck.of(deck));
        };
    }

    /** What the status of a card means in an answer. */
    String EDITION = "dropped, revoked or deprecated, if the card is not current: a newer edition of its collection lacks it,"
            + " or its publisher withdrew it or no longer maintains it.";

    /** The status of a card; empty if it is current. */
    static String marked(EditionStatus status) {
        return status.isCurrent() ? "" : status.key();
    }

    /** An unknown value as text: a JSON string without its quotes, anything else as JSON. */
    static String unknownText(String json) {
        JsonNode value = JsonOutput.parsed(json);
        return value.isTextual() ? value.textValue() : json;
    }

    /** A reference to a card. */
    record Reference(UUID id, Kind kind, String name, String collection,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription(EDITION) String edition) {

        /** The reference as JSON. */
        public static Reference of(CardReference card) {
            return new Reference(card.uuid(), card.kind(), card.name(), card.collection(),
                    CardJson.marked(card.edition()));
        }

        /** The references in their order. */
        public static List<Reference> of(List<CardReference> cards) {
            return cards.stream().map(Reference::of).toList();
        }
    }

    /** A name of a card. */
    record Name(String name,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("Who gave the name; absent if the card does not say.") String giver) {

        /** The names of the card, the title first. */
        public static List<Name> of(Card card) {
            return card.names().stream().map(name -> new Name(name.name(), name.giver())).toList();
        }
    }

    /** Source, date and licence of a deck. */
    record CardDeck(String source, @JsonInclude(NON_DEFAULT) LocalDate date, @JsonInclude(NON_DEFAULT) String license) {

        /** The deck as JSON. */
        public static CardDeck of(Deck deck) {
            return new CardDeck(deck.source(), deck.date().isKnown() ? deck.date().from() : null, deck.license());
        }
    }

    /** A deck that describes the card. */
    record CardSource(@JsonUnwrapped CardDeck deck, String form, String collection, Identity knownBy,
            @JsonPropertyDescription("The fields that the card has from it.") List<Field> fields,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("By field, what it says in those that were taken from another"
                    + " source.") Map<String, Object> otherwise) {

        private static CardSource of(DeckCard source, MergedCard merged) {
            Deck deck = source.deck();
            List<Field> fields = merged.origins().entrySet().stream()
                    .filter(origin -> origin.getValue().equals(deck.id())).map(Map.Entry::getKey).toList();
            return new CardSource(CardDeck.of(deck), deck.form(), deck.collection(), source.identity(), fields,
                    otherwise(source, merged));
        }

        private static Map<String, Object> otherwise(DeckCard source, MergedCard merged) {
            Map<String, Object> otherwise = new LinkedHashMap<>();
            JsonNode json = null;
            for (Field field : Field.values()) {
                // Relations, techniques and unknown values are unions of all sources.
                boolean isUnited = field == Field.RELATIONS || field == Field.TECHNIQUES || field == Field.UNKNOWN;
                if (!isUnited && field.isOn(source.card())
                        && !field.value(source.card()).equals(field.value(merged.card()))) {
                    json = json == null ? JsonOutput.tree(CardJson.of(source.card(), List.of(), source.deck())) : json;
                    otherwise.put(field.key(),
                            field.value(source.card()) instanceof Listing listing
                                    ? listing.texts()
                                    : json.path(field.key()));
                }
            }
            return otherwise;
        }
    }

    /** An operation or a counter operation, with its date as written and as an interval. */
    record Activity(@JsonPropertyDescription("The date as the card writes it.") String date,
            @JsonInclude(NON_DEFAULT) LocalDate from, @JsonInclude(NON_DEFAULT) LocalDate to, String activity,
            List<String> links) {

        private static List<Activity> of(List<dev.threatcards.card.Activity> activities) {
            return activities.stream().map(Activity::of).toList();
        }

        private static Activity of(dev.threatcards.card.Activity activity) {
            CardDate date = activity.date();
            return new Activity(date.text(), date.isKnown() ? date.from() : null, date.isKnown() ? date.to() : null,
                    activity.story(), activity.links());
        }
    }

    /** A technique that the actor or the tool uses. */
    record Technique(
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("Its id in MITRE ATT&CK; absent if the source gives none.") String id,
            @JsonInclude(NON_DEFAULT) String name,
            @JsonPropertyDescription("What it serves, as ATT&CK names its tactics.") List<String> tactics,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("Who states the use. On a card of another collection: the source of the card"
                    + " that is linked to it.") String source,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("Whether ATT&CK revoked or deprecated it without another in its place.") boolean withdrawn) {

        /** The techniques as JSON. */
        public static List<Technique> of(List<dev.threatcards.card.Technique> techniques) {
            return techniques.stream()
                    .map(each -> new Technique(each.id(), each.name(), each.tactics(), each.source(), each.withdrawn()))
                    .toList();
        }
    }

    /** The prose in the lists of a card. */
    record Prose(@JsonInclude(NON_DEFAULT) List<String> sectors, @JsonInclude(NON_DEFAULT) List<String> targets,
            @JsonInclude(NON_DEFAULT) List<String> tools) {
    }

    /** A country or a part of the world with its code. */
    record CodedPlace(@JsonPropertyDescription("The label that the card has.") String label,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The code of a country, ISO 3166-1 alpha-2.") String iso,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The code of a part of the world, UN M49.") String m49) {

        /** The labels that are places with a code, each once. */
        public static List<CodedPlace> of(List<String> labels) {
            return labels.stream().distinct()
                    .flatMap(label -> Places.labelled(label)
                            .map(place -> new CodedPlace(label, place.iso(), place.m49())).stream())
                    .filter(place -> !place.iso.isEmpty() || !place.m49.isEmpty()).toList();
        }
    }

    /** A sector with its words in other vocabularies. */
    record CodedSector(@JsonPropertyDescription("The label that the card has.") String label,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("Its value in STIX's industry-sector-ov.") String stix,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("Its values in MISP's sector galaxy.") List<String> misp) {

        private static List<CodedSector> of(List<String> labels) {
            return labels.stream()
                    .map(label -> new CodedSector(label, Sectors.stix(label).orElse(""), Sectors.misp(label)))
                    .filter(sector -> !sector.stix.isEmpty() || !sector.misp.isEmpty()).toList();
        }
    }

    /** The codes of the labels that have one. */
    record Codes(@JsonInclude(NON_DEFAULT) List<CodedPlace> country, @JsonInclude(NON_DEFAULT) List<CodedPlace> targets,
            @JsonInclude(NON_DEFAULT) List<CodedSector> sectors) {
    }

    /** The last members of every card. */
    record Rest(List<String> information, List<String> mitreAttack, List<Technique> techniques, List<String> playbook,
            List<String> alienVaultOtx, @JsonInclude(NON_DEFAULT) String lastChange,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("Data of a source that no other field holds.") Map<String, Object> unknown,
            List<CardSource> sources, CardDeck deck) {

        private static Rest of(Card card, List<CardSource> sources, CardDeck deck) {
            Map<String, Object> unknown = new LinkedHashMap<>();
            card.unknown().forEach((key, value) -> unknown.put(key, JsonOutput.parsed(value)));
            return new Rest(card.information(), card.mitreAttack(), Technique.of(card.techniques()), card.playbook(),
                    card.alienVaultOtx(), card.lastChange().text(), unknown, sources, deck);
        }
    }

    /** A threat actor. */
    record Actor(@JsonUnwrapped Reference reference, List<Name> names, @JsonInclude(NON_DEFAULT) String category,
            List<String> country, @JsonInclude(NON_DEFAULT) String sponsor, List<String> motivation,
            @JsonInclude(NON_DEFAULT) String firstSeen, @JsonInclude(NON_DEFAULT) String observed,
            @JsonInclude(NON_DEFAULT) String lastActive, @JsonInclude(NON_DEFAULT) String description,
            List<String> sectors, List<String> targets, List<String> tools,
            @JsonPropertyDescription("Sentences in the lists of labels.") Prose prose,
            @JsonPropertyDescription("Codes of countries, parts of the world and sectors.") Codes codes,
            List<Activity> operations, List<Activity> counterOperations, @JsonUnwrapped Rest rest) implements CardJson {

        private static Actor of(ActorCard card, List<CardSource> sources, CardDeck deck) {
            return new Actor(Reference.of(CardReference.of(card)), Name.of(card), card.category(), card.country(),
                    card.sponsor(), card.motivation(), card.firstSeen().text(), card.observed().text(),
                    card.lastActive().text(), card.description(), card.sectors().labels(), card.targets().labels(),
                    card.tools().labels(),
                    new Prose(card.sectors().prose(), card.targets().prose(), card.tools().prose()),
                    new Codes(CodedPlace.of(card.country()), CodedPlace.of(card.targets().labels()),
                            CodedSector.of(card.sectors().labels())),
                    Activity.of(card.operations()), Activity.of(card.counterOperations()),
                    Rest.of(card, sources, deck));
        }
    }

    /** A tool or malware. */
    record Tool(@JsonUnwrapped Reference reference, List<Name> names, @JsonInclude(NON_DEFAULT) String category,
            List<String> type, @JsonInclude(NON_DEFAULT) String description, List<String> malpedia,
            @JsonUnwrapped Rest rest) implements CardJson {

        private static Tool of(ToolCard card, List<CardSource> sources, CardDeck deck) {
            return new Tool(Reference.of(CardReference.of(card)), Name.of(card), card.category(), card.type(),
                    card.description(), card.malpedia(), Rest.of(card, sources, deck));
        }
    }
}
