package dev.threatcards.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Field;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Name;
import dev.threatcards.card.Relation;
import dev.threatcards.source.form.ArchivedTextForm;
import dev.threatcards.source.form.BadCard;
import dev.threatcards.source.form.CardPageForm;
import dev.threatcards.source.form.EtdaFields;
import dev.threatcards.source.form.EtdaJsonForm;
import dev.threatcards.source.form.ListPageForm;
import dev.threatcards.source.form.MispForm;
import dev.threatcards.source.form.StixForm;

import static org.assertj.core.api.Assertions.assertThat;

final class CardMergerTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static DeckCard says(String form, String date, String fields) {
        return says(Deck.ETDA, form, date, fields);
    }

    private static DeckCard says(String collection, String form, String date, String fields) {
        Deck deck = new Deck(collection + " " + form, collection, "deck", CardDate.parse(date), Deck.Extent.EDITION, "",
                form, "file", "");
        try {
            JsonNode json = JSON
                    .readTree("{'actor':'Blue Otter','uuid':'8b2de120-e49b-480a-bbbc-9b81b2c470c9'".replace('\'', '"')
                            + (fields.isEmpty() ? "" : "," + fields.replace('\'', '"')) + "}");
            return DeckCard.identified(EtdaFields.card(json, deck), deck);
        } catch (BadCard | com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(fields, e);
        }
    }

    private static MergedCard merged(DeckCard... sources) {
        return CardMerger.of(List.of(sources), Map.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'sponsor':'S'             | SPONSOR            | ETDA JSON
            'description':'D'         | DESCRIPTION        | ETDA JSON
            'tools':['T']             | TOOLS              | ETDA JSON
            'first-seen':'2014'       | FIRST_SEEN         | ETDA JSON
            'category':'APT'          | CATEGORY           | list page
            'observed':'2014-2016'    | OBSERVED           | list page
            'country':['Iran']        | COUNTRY            | ETDA JSON
            'information':['http://x.org/'] | INFORMATION  | ETDA JSON
            """)
    void whereAllSayTheSameTheTableSaysWhoIsAsked(String fields, Field field, String form) {
        MergedCard card = merged(says(ListPageForm.FORM, "2025-01", fields), says(MispForm.FORM, "2025-01", fields),
                says(ArchivedTextForm.FORM, "2025-01", fields), says(CardPageForm.FORM, "2025-01", fields),
                says(EtdaJsonForm.FORM, "2025-01", fields));
        assertThat(card.origin(field).map(Deck::form)).contains(form);
    }

    @Test
    void aGapIsFilledByTheNext() {
        MergedCard card = merged(says(EtdaJsonForm.FORM, "2024", ""), says(MispForm.FORM, "2024", "'sponsor':'S'"));
        assertThat(((ActorCard) card.card()).sponsor()).isEqualTo("S");
        assertThat(card.origin(Field.SPONSOR).map(Deck::form)).contains(MispForm.FORM);
    }

    @Test
    void whatANewerEditionHasDroppedIsNotBroughtBack() {
        MergedCard card = merged(says(EtdaJsonForm.FORM, "2024", ""), says(MispForm.FORM, "2020", "'sponsor':'S'"));
        assertThat(((ActorCard) card.card()).sponsor()).isEmpty();
        assertThat(card.origin(Field.SPONSOR)).isEmpty();
    }

    @Test
    void whatABetterFormCannotSayIsTakenFromAnOlderOne() {
        MergedCard card = merged(says(EtdaJsonForm.FORM, "2024", ""),
                says(ListPageForm.FORM, "2020", "'observed':'2014'"));
        assertThat(((ActorCard) card.card()).observed().text()).isEqualTo("2014");
    }

    @Test
    void theNewestEditionOfOneFormIsAskedFirst() {
        DeckCard old = says(EtdaJsonForm.FORM, "2020", "'sponsor':'old'");
        Deck other = new Deck("other", Deck.ETDA, "deck", CardDate.parse("2024"), Deck.Extent.EDITION, "",
                EtdaJsonForm.FORM, "file", "");
        DeckCard recent = DeckCard.identified(says(EtdaJsonForm.FORM, "2020", "'sponsor':'new'").card(), other);
        assertThat(((ActorCard) merged(old, recent).card()).sponsor()).isEqualTo("new");
    }

    @Test
    void aFormThatIsInNoRowIsAskedLast() {
        MergedCard card = merged(says("a new form", "2025", "'sponsor':'new form','description':'D'"),
                says(MispForm.FORM, "2025", "'sponsor':'S'"));
        assertThat(((ActorCard) card.card()).sponsor()).isEqualTo("S");
        assertThat(card.card().description()).isEqualTo("D");
    }

    @Test
    void relationsAndUnknownKeysAreUnited() {
        MergedCard card = merged(
                says(MispForm.FORM, "2020", "'related':[{'type':'uses','dest-name':'X','likelihood':'likely'}],'a':1"),
                says(EtdaJsonForm.FORM, "2024", "'a':2,'b':3"),
                says(ListPageForm.FORM, "2025", "'related':[{'type':'subgroup-of','dest-name':'Y'}]"));
        assertThat(card.card().relations()).containsExactly(new Relation("uses", "X", "likely", "ETDA MISP cluster"),
                new Relation("subgroup-of", "Y", "", "ETDA list page"));
        assertThat(card.card().unknown()).isEqualTo(Map.of("a", "2", "b", "3"));
    }

    @Test
    void anotherCollectionIsKeptBesideAndGivesNothing() {
        MergedCard card = merged(says("Starter", ArchivedTextForm.FORM, "2026", "'sponsor':'other','a':1"),
                says(EtdaJsonForm.FORM, "2024", "'description':'D'"));
        assertThat(card.card().collection()).isEqualTo(Deck.ETDA);
        assertThat(((ActorCard) card.card()).sponsor()).isEmpty();
        assertThat(card.card().unknown()).isEmpty();
        assertThat(card.sources()).hasSize(2);
    }

    @Test
    void giversThatAreKnownByUuidAreNamed() {
        UUID acme = UUID.fromString("f9eb432f-2293-48b7-bca4-cc78beb50df0");
        DeckCard card = says("MISP galaxy", MispForm.FORM, "",
                "'names':[{'name':'A','name-giver':'" + acme + "'},{'name':'B','name-giver':'Initech'}]");
        assertThat(CardMerger.of(List.of(card), Map.of(acme, "Acme")).card().names())
                .containsExactly(new Name("A", "Acme"), new Name("B", "Initech"));
        assertThat(CardMerger.of(List.of(card), Map.of()).card().names()).containsExactly(new Name("A", ""),
                new Name("B", "Initech"));
    }

    @Test
    void theOrderIsOfNoConsequence() {
        List<DeckCard> sources = new ArrayList<>(List.of(says(EtdaJsonForm.FORM, "2024", "'description':'json'"),
                says(CardPageForm.FORM, "", "'sponsor':'page'"),
                says(ArchivedTextForm.FORM, "2026", "'sponsor':'archived','a':1"),
                says(MispForm.FORM, "2020", "'sponsor':'misp','a':2"),
                says(ListPageForm.FORM, "2025", "'category':'APT'"), says("x", StixForm.FORM, "", "'a':3")));
        MergedCard expected = CardMerger.of(sources, Map.of());
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            Collections.shuffle(sources, random);
            assertThat(CardMerger.of(sources, Map.of())).isEqualTo(expected);
        }
    }
}
