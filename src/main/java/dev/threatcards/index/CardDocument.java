package dev.threatcards.index;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.LongRange;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.util.BytesRef;

import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardLinks;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Facet;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Name;
import dev.threatcards.card.NameKeys;
import dev.threatcards.card.Prose;
import dev.threatcards.card.Relation;
import dev.threatcards.card.ToolCard;

/** A card as the document that is indexed: every field of {@link CardFields}, and the card itself. */
final class CardDocument {

    private final Document document = new Document();

    private CardDocument() {
    }

    static Document of(MergedCard merged, BytesRef stored) {
        CardDocument fields = new CardDocument();
        fields.sources(merged);
        fields.common(merged.card(), stored);
        switch (merged.card()) {
            case ActorCard actor -> fields.actor(actor);
            case ToolCard tool -> fields.tool(tool);
        }
        return fields.document;
    }

    private void sources(MergedCard merged) {
        term(CardFields.UUID, merged.uuid().toString());
        document.add(new SortedDocValuesField(CardFields.UUID, new BytesRef(merged.uuid().toString())));
        for (DeckCard source : merged.sources()) {
            term(CardFields.DECK, source.deck().id());
            if (source.identity() == DeckCard.Identity.UUID) {
                term(CardFields.TITLE, NameKeys.title(source.card().name()));
            } else {
                term(CardFields.IDENTITY, CardFields.TITLED);
            }
            source.card().names().stream().map(Name::giver).filter(giver -> Relation.isUuid(giver)).distinct()
                    .forEach(giver -> term(CardFields.GIVER, giver));
        }
    }

    private void common(Card card, BytesRef stored) {
        facets(card);
        term(CardFields.SLUG, NameKeys.slug(card.name()));
        for (String name : allNames(card)) {
            term(CardFields.NAME_EXACT, NameKeys.exact(name));
            term(CardFields.NAME_FOLDED, NameKeys.folded(name));
            document.add(new TextField(CardFields.NAME_WORDS, name, Store.NO));
            words(name);
        }
        text(CardFields.DESCRIPTION, Prose.plain(card.description()));
        words(Prose.plain(card.description()));
        Stream.of(card.information(), card.mitreAttack(), card.playbook(), card.alienVaultOtx())
                .flatMap(l -> l.stream()).forEach(this::words);
        card.relations().stream().map(
                relation -> relation.uuid().map(UUID::toString).orElseGet(() -> NameKeys.folded(relation.target())))
                .distinct().forEach(target -> term(CardFields.RELATED, target));
        CardLinks.of(card).stream().map(NameKeys::folded).distinct().forEach(name -> term(CardFields.MENTIONED, name));
        for (String id : card.attackIds()) {
            term(CardFields.NAME_EXACT, NameKeys.exact(id));
            term(CardFields.NAME_FOLDED, NameKeys.folded(id));
        }
        document.add(new BinaryDocValuesField(CardFields.CARD, stored));
        document.add(new SortedDocValuesField(CardFields.SORT_NAME, new BytesRef(NameKeys.exact(card.name()))));
        day(CardFields.SORT_CHANGED, card.lastChange());
        days(CardFields.DAYS_CHANGED, card.lastChange());
    }

    private void facets(Card card) {
        for (Facet facet : Facet.values()) {
            for (String value : facet.values(card)) {
                document.add(new KeywordField(CardFields.facet(facet), value, Store.NO));
                term(CardFields.label(facet), CardAnalyzer.key(value));
            }
        }
    }

    private void actor(ActorCard card) {
        term(CardFields.KIND, CardFields.ACTOR);
        Stream.of(card.country(), card.motivation(), card.sectors().texts(), card.targets().texts(),
                card.tools().texts(), card.names().stream().map(Name::giver).distinct().toList())
                .flatMap(values -> values.stream()).map(value -> Prose.plain(value)).forEach(this::label);
        label(Prose.plain(card.sponsor()));
        Stream.of(card.operations(), card.counterOperations()).flatMap(list -> list.stream()).map(Activity::text)
                .map(activity -> Prose.plain(activity)).forEach(activity -> {
                    text(CardFields.OPERATIONS, activity);
                    words(activity);
                });
        day(CardFields.SORT_FIRST_SEEN, card.firstSeen());
        days(CardFields.DAYS_FIRST_SEEN, card.firstSeen());
        card.operations().forEach(operation -> days(CardFields.DAYS_ACTIVE, operation.date()));
        CardDate lastActive = card.lastActive();
        if (lastActive.isKnown()) {
            document.add(new NumericDocValuesField(CardFields.SORT_LAST_ACTIVE, lastActive.to().toEpochDay()));
        }
    }

    private void tool(ToolCard card) {
        term(CardFields.KIND, CardFields.TOOL);
        label(card.category());
        card.type().forEach(this::label);
    }

    /** The names with their givers, the title, and the names that a title of several is made of. */
    private static Set<String> allNames(Card card) {
        Set<String> names = new LinkedHashSet<>();
        card.names().forEach(name -> names.add(name.name()));
        names.add(card.name());
        if (card instanceof ActorCard) {
            names.addAll(List.of(card.name().split(", ", -1)));
        }
        return names;
    }

    private void term(String field, String value) {
        document.add(new StringField(field, value, Store.NO));
    }

    private void text(String field, String value) {
        document.add(new TextField(field, value, Store.NO));
    }

    /** Into the fields that have all of the card's words. */
    private void words(String value) {
        text(CardFields.TEXT, value);
        text(CardFields.WORDS, value);
    }

    private void label(String value) {
        text(CardFields.LABELS, value);
        words(value);
    }

    private void day(String field, CardDate date) {
        if (date.isKnown()) {
            document.add(new NumericDocValuesField(field, date.from().toEpochDay()));
        }
    }

    private void days(String field, CardDate date) {
        if (date.isKnown()) {
            document.add(
                    new LongRange(field, new long[]{date.from().toEpochDay()}, new long[]{date.to().toEpochDay()}));
        }
    }
}
