package dev.threatcards.web.api;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

import dev.threatcards.card.CardReference;
import dev.threatcards.json.CardJson;
import dev.threatcards.json.CardJson.Reference;
import dev.threatcards.result.CardProfile;
import dev.threatcards.result.Related.Direction;
import dev.threatcards.web.api.DeckAnswer.Deck;
import dev.threatcards.web.api.DeckAnswer.MappedAsOne;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_DEFAULT;

/** A card with its relations. */
public sealed interface CardAnswer {

    /** The most users of a tool. */
    int MAX_USERS = 2_000;

    /** The card with all its relations. */
    static CardAnswer of(CardProfile profile) {
        Groups groups = Groups.of(profile);
        Relations relations = new Relations(Related.of(profile, Integer.MAX_VALUE), profile.relationTotal());
        List<CardReference> users = profile.users();
        return switch (CardJson.of(profile.merged())) {
            case CardJson.Actor actor -> new Actor(actor, Edition.of(profile),
                    CrosswalkAnswer.CardIds.of(profile.ids()), groups, MappedName.of(profile),
                    profile.mappedAsOne().stream().map(MappedAsOne::of).toList(), relations);
            case CardJson.Tool tool -> new Tool(tool, Edition.of(profile), CrosswalkAnswer.CardIds.of(profile.ids()),
                    groups, Reference.of(users.stream().limit(MAX_USERS).toList()),
                    users.size() > MAX_USERS ? users.size() : 0, relations);
        };
    }

    /** An actor. */
    record Actor(@JsonUnwrapped CardJson.Actor card, @JsonUnwrapped Edition edition, CrosswalkAnswer.CardIds ids,
            @JsonUnwrapped Groups groups,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("Names that mapping files give to the actor and its card does not have.") List<MappedName> mappedNames,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("Entries of mapping files that say that this card and others of its"
                    + " collection are one actor.") List<MappedAsOne> mappedAsOne,
            @JsonUnwrapped Relations related) implements CardAnswer {
    }

    /** Why a card is not current, and which cards it replaces. */
    record Edition(
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("Why the card is not current, in a sentence.") String status,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The day of the edition that lacks the card.") String notInEdition,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The cards in favour of which it was revoked.") List<Reference> revokedBy,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The cards that were revoked in favour of it.") List<Reference> replaces) {

        private static Edition of(CardProfile profile) {
            return new Edition(profile.status(), profile.droppedBy(), Reference.of(profile.replacedBy()),
                    Reference.of(profile.replaces()));
        }
    }

    /** A name from a mapping file. */
    record MappedName(String name, @JsonInclude(NON_DEFAULT) String giver,
            @JsonPropertyDescription("The title of the mapping.") String source,
            @JsonInclude(NON_DEFAULT) String note) {

        private static List<MappedName> of(CardProfile profile) {
            return profile.mappedNames().stream().map(mapped -> new MappedName(mapped.name().name(),
                    mapped.name().giver(), mapped.source(), mapped.note())).toList();
        }
    }

    /** A tool. */
    record Tool(@JsonUnwrapped CardJson.Tool card, @JsonUnwrapped Edition edition, CrosswalkAnswer.CardIds ids,
            @JsonUnwrapped Groups groups, @JsonPropertyDescription("Actors that use it.") List<Reference> users,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("How many use it, where not all are listed.") int userTotal,
            @JsonUnwrapped Relations related) implements CardAnswer {
    }

    /** The group that a card belongs to, and the groups that belong to it. */
    record Groups(@JsonInclude(NON_DEFAULT) Reference parent, @JsonInclude(NON_DEFAULT) List<Reference> subgroups) {

        private static Groups of(CardProfile profile) {
            return new Groups(profile.parent().map(Reference::of).orElse(null), Reference.of(profile.subgroups()));
        }
    }

    /** The relations of a card. */
    record Relations(List<Related> relations,
            @JsonPropertyDescription("How many relations there are, listed or not.") int relationTotal) {
    }

    /** A relation of a card. */
    record Related(String type, Direction direction, String name, List<Reference> cards,
            @JsonPropertyDescription("The number of cards that are meant; only the first are listed.") int total,
            @JsonInclude(NON_DEFAULT) String likelihood, @JsonInclude(NON_DEFAULT) String reason,
            @JsonPropertyDescription("The decks that say so.") List<String> sources, boolean ambiguous) {

        private static List<Related> of(CardProfile profile, int max) {
            return profile.relations().stream().limit(max)
                    .map(each -> new Related(each.type(), each.direction(), each.name(), Reference.of(each.cards()),
                            each.total(), each.likelihood(), each.reason(),
                            each.decks().stream().map(deck -> profile.deck(deck).summary()).toList(), each.ambiguous()))
                    .toList();
        }
    }

    /** The relations of a card without the card. */
    record RelatedCards(@JsonUnwrapped Reference reference, @JsonUnwrapped Groups groups, int total,
            List<Related> relations, Deck deck) {

        static RelatedCards of(CardProfile profile, int max) {
            CardReference card = CardReference.of(profile.merged().card());
            return new RelatedCards(Reference.of(card), Groups.of(profile), profile.relationTotal(),
                    Related.of(profile, max), Deck.of(profile.provenance().of(List.of(card.collection()))));
        }
    }
}
