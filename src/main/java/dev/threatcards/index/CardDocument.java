package dev.threatcards.index;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.LongRange;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.analysis.TechniqueTexts;
import dev.threatcards.analysis.Tokens;
import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardLinks;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardText;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Facet;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Name;
import dev.threatcards.card.Operation;
import dev.threatcards.card.Relation;
import dev.threatcards.card.ToolCard;
import dev.threatcards.index.CardAnalysis.Analyzed;
import dev.threatcards.text.NameKeys;
import dev.threatcards.text.Prose;

/** Makes the Lucene documents of a card: its own, with every field of {@link CardFields} but those of operations, behind those of its operations. */
final class CardDocument {

    static final FieldType DOCUMENTS = type(IndexOptions.DOCS, false);
    private static final FieldType FREQUENCIES = type(IndexOptions.DOCS_AND_FREQS, true);
    static final FieldType POSITIONS = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, true);

    private final Document document = new Document();
    private final CardAnalysis analysis;
    private final String text;

    private CardDocument(CardAnalysis analysis, String text) {
        this.analysis = analysis;
        this.text = text;
    }

    private static FieldType type(IndexOptions options, boolean hasNorms) {
        FieldType type = new FieldType();
        type.setTokenized(true);
        type.setIndexOptions(options);
        type.setOmitNorms(!hasNorms);
        type.freeze();
        return type;
    }

    /** The documents of the operations, then the card's: one block, which stays together in the index. */
    static List<Document> of(MergedCard merged, BytesRef stored, CardAnalysis analysis) {
        List<Document> block = new ArrayList<>();
        if (!isMapping(merged) && merged.card() instanceof ActorCard actor) {
            List<Operation> operations = Operation.of(actor);
            for (int place = 0; place < operations.size(); place++) {
                block.add(OperationDocument.of(actor, operations.get(place), place, analysis));
            }
        }
        block.add(card(merged, stored, analysis));
        return block;
    }

    private static Document card(MergedCard merged, BytesRef stored, CardAnalysis analysis) {
        CardDocument fields = new CardDocument(analysis,
                CardFields.text(merged.card() instanceof ToolCard ? CardFields.TOOL : CardFields.ACTOR));
        fields.term(CardFields.BLOCK, merged.uuid().toString());
        if (isMapping(merged)) {
            fields.mapping(merged, stored);
            return fields.document;
        }
        fields.sources(merged);
        fields.common(merged.card(), stored);
        switch (merged.card()) {
            case ActorCard actor -> fields.actor(actor);
            case ToolCard tool -> fields.tool(tool);
        }
        return fields.document;
    }

    /** Whether this is an entry of a mapping file. */
    static boolean isMapping(MergedCard merged) {
        return merged.card().collection().equals(Deck.MAPPINGS);
    }

    /** An entry of a mapping has none of the fields that searches, facets and lists of names read, so that it is in none of them. */
    private void mapping(MergedCard merged, BytesRef stored) {
        uuid(merged.uuid());
        term(CardFields.KIND, CardFields.MAPPING);
        merged.sources().forEach(source -> term(CardFields.DECK, source.deck().id()));
        document.add(new BinaryDocValuesField(CardFields.CARD, stored));
    }

    private void uuid(UUID uuid) {
        term(CardFields.UUID, uuid.toString());
        document.add(new SortedDocValuesField(CardFields.UUID, new BytesRef(uuid.toString())));
    }

    private void sources(MergedCard merged) {
        uuid(merged.uuid());
        for (DeckCard source : merged.sources()) {
            Deck deck = source.deck();
            term(CardFields.DECK, deck.id());
            if (deck.extent() == Deck.Extent.EDITION && deck.date().isKnown()) {
                term(CardFields.EDITIONS, EditionTerms.of(deck, CardReference.of(source.card()).kind()));
            }
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
        for (String name : CardNames.withoutIds(card).stream().map(Name::name).distinct().toList()) {
            name(name);
            Analyzed words = analysis.of(name);
            tokens(CardFields.NAME_WORDS, words.words(), FREQUENCIES);
            words(words);
        }
        words(analysis.of(Prose.plain(card.description())));
        for (List<String> links : List.of(card.information(), card.mitreAttack(), card.playbook(),
                card.alienVaultOtx())) {
            for (String link : links) {
                words(analysis.of(link));
            }
        }
        card.relations().stream().map(
                relation -> relation.uuid().map(UUID::toString).orElseGet(() -> NameKeys.folded(relation.target())))
                .distinct().forEach(target -> term(CardFields.RELATED, target));
        CardLinks.of(card).stream().map(NameKeys::folded).distinct().forEach(name -> term(CardFields.MENTIONED, name));
        CardText.of(card).stream().flatMap(each -> each.reports().keySet().stream()).distinct()
                .forEach(report -> term(CardFields.REPORT, report));
        CardNames.ids(card).forEach(this::name);
        document.add(new BinaryDocValuesField(CardFields.CARD, stored));
        document.add(new SortedDocValuesField(CardFields.SORT_NAME,
                new BytesRef(CardFields.bounded(CardFields.SORT_NAME, NameKeys.exact(card.name())))));
        if (!card.edition().isCurrent()) {
            document.add(new NumericDocValuesField(CardFields.SORT_EDITION, 1));
        }
        day(CardFields.SORT_CHANGED, card.lastChange());
        days(CardFields.DAYS_CHANGED, card.lastChange());
    }

    private void name(String name) {
        term(CardFields.NAME_EXACT, NameKeys.exact(name));
        term(CardFields.NAME_FOLDED, NameKeys.folded(name));
        term(CardFields.NAME_CORE, NameKeys.core(name));
    }

    private void facets(Card card) {
        for (Facet facet : Facet.values()) {
            for (String value : facet.values(card)) {
                document.add(new KeywordField(CardFields.facet(facet),
                        CardFields.bounded(CardFields.facet(facet), value), Store.NO));
                if (facet == Facet.EDITION) {
                    // A word of a query is no status, so that its values are no labels.
                    continue;
                }
                TechniqueTexts.of(facet, value).forEach(text -> term(CardFields.label(facet), analysis.key(text)));
                if (facet == Facet.TOOL) {
                    term(CardFields.label(facet), NameKeys.folded(value));
                }
            }
        }
    }

    private void actor(ActorCard card) {
        term(CardFields.KIND, CardFields.ACTOR);
        labels(card.country());
        labels(card.motivation());
        labels(card.sectors().texts());
        labels(card.targets().texts());
        labels(card.tools().texts());
        labels(card.names().stream().map(Name::giver).distinct().toList());
        labels(List.of(card.sponsor()));
        for (List<Activity> activities : List.of(card.operations(), card.counterOperations())) {
            for (Activity activity : activities) {
                words(analysis.of(Prose.plain(activity.text())));
            }
        }
        day(CardFields.SORT_FIRST_SEEN, card.firstSeen());
        days(CardFields.DAYS_FIRST_SEEN, card.firstSeen());
        card.active().forEach(date -> days(CardFields.DAYS_ACTIVE, date));
        CardDate lastActive = card.lastActive();
        if (lastActive.isKnown()) {
            document.add(new NumericDocValuesField(CardFields.SORT_LAST_ACTIVE, lastActive.to().toEpochDay()));
        }
    }

    private void tool(ToolCard card) {
        term(CardFields.KIND, CardFields.TOOL);
        labels(List.of(card.category()));
        labels(card.type());
    }

    private void term(String field, String value) {
        document.add(new StringField(field, CardFields.bounded(field, value), Store.NO));
    }

    private void labels(List<String> values) {
        for (String value : values) {
            Analyzed analyzed = analysis.ofLabel(Prose.plain(value));
            tokens(CardFields.LABELS, analyzed.text(), POSITIONS);
            words(analyzed);
            // Indexed twice, which gives labels the weight 2 of BM25F at no cost to a search.
            tokens(text, analyzed.text(), POSITIONS);
        }
    }

    private void words(Analyzed analyzed) {
        tokens(text, analyzed.text(), POSITIONS);
        tokens(CardFields.WORDS, analyzed.words(), DOCUMENTS);
    }

    private void tokens(String field, Tokens tokens, FieldType type) {
        document.add(analysis.field(field, tokens, type));
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
