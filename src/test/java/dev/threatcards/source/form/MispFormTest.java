package dev.threatcards.source.form;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Name;
import dev.threatcards.card.Relation;
import dev.threatcards.card.ToolCard;
import dev.threatcards.source.ReadCards;
import dev.threatcards.text.Countries;

import static org.assertj.core.api.Assertions.assertThat;

/** Clusters of the MISP galaxy, of actors that do not exist. */
final class MispFormTest {

    private static ReadCards read(String json) throws IOException {
        return ReadCards.from(new MispForm(), json.replace('\'', '"'));
    }

    private static ReadCards cluster(String envelope, String... values) throws IOException {
        return read("{" + envelope + ",'values':[" + String.join(",", values) + "]}");
    }

    private static final String GALAXY = "'category':'actor','name':'Threat Actor','source':'MISP Project',"
            + "'type':'threat-actor','uuid':'7cdff317-0000-4474-84ec-4f1754947823'";

    private static final String EXPORT = "'category':'actor','name':'Threat Group Cards - Actors','type':'tgc-actors',"
            + "'source':'Threat Group Cards: A Threat Actor Encyclopedia','version':'20201020','uuid':'78e854d3-0000-4113-beed-a7b7400131ff'";

    private static final String OTTER = """
            {'value':'Blue Otter','uuid':'b01e489b-df53-40aa-9b98-d9d856de7074','description':'It dives.','meta':{
            'attribution-confidence':'50','country':'US,IL','synonyms':['TA-1','Wet Otter'],'motivation':['Financial gain'],
            'date':'2014','cfr-target-category':['Energy'],'cfr-suspected-victims':['Peru'],
            'cfr-suspected-state-sponsor':'Nobody','name-attribution':['TA-1:f9eb432f-2293-48b7-bca4-cc78beb50df0',
            'G9999:a1ad5090-2487-46d2-8237-6151a2dd5063','odd'],
            'refs':['https://apt.thaicert.or.th/cgi-bin/showcard.cgi?u=b01e489b-df53-40aa-9b98-d9d856de7074',
            'https://example.org/report','https://attack.mitre.org/groups/G9999']},
            'related':[{'dest-uuid':'8b2de120-e49b-480a-bbbc-9b81b2c470c9','type':'uses',
            'tags':['estimative-language:likelihood-probability=\\'almost-certain\\'']},{'type':'similar'}]}
            """
            .replace("\\'", "\\\"");

    @Test
    void anActorHasWhatTheClusterSays() throws IOException {
        ActorCard card = cluster(GALAXY, OTTER).onlyActor();
        assertThat(card.name()).isEqualTo("Blue Otter");
        assertThat(card.collection()).isEqualTo("MISP galaxy");
        assertThat(card.names()).containsExactly(new Name("Blue Otter", ""),
                new Name("TA-1", "f9eb432f-2293-48b7-bca4-cc78beb50df0"), new Name("Wet Otter", ""),
                new Name("G9999", "a1ad5090-2487-46d2-8237-6151a2dd5063"));
        assertThat(card.country()).containsExactly("USA", "Israel");
        assertThat(card.motivation()).containsExactly("Financial gain");
        assertThat(card.firstSeen().text()).isEqualTo("2014");
        assertThat(card.sectors().labels()).containsExactly("Energy");
        assertThat(card.targets().labels()).containsExactly("Peru");
        assertThat(card.sponsor()).isEqualTo("Nobody");
        assertThat(card.information()).containsExactly("https://example.org/report");
        assertThat(card.attackIds()).containsExactly("G9999");
        assertThat(card.unknown()).isEqualTo(Map.of("attribution-confidence", "\"50\""));
        assertThat(card.relations()).containsExactly(new Relation("uses", "8b2de120-e49b-480a-bbbc-9b81b2c470c9",
                "almost-certain", "MISP cluster: 7cdff317-0000-4474-84ec-4f1754947823"));
    }

    @Test
    void otherKeysOfAddressesAreReferencesToo() throws IOException {
        ActorCard card = cluster(GALAXY,
                "{'value':'Reed Heron','uuid':'b01e489b-df53-40aa-9b98-d9d856de7075','meta':{"
                        + "'references':['https://example.org/1','https://attack.mitre.org/groups/G9998/'],"
                        + "'sources':'https://example.org/2'}}")
                .onlyActor();
        assertThat(card.information()).containsExactly("https://example.org/1", "https://example.org/2");
        assertThat(card.attackIds()).containsExactly("G9998");
        assertThat(card.unknown()).isEmpty();
        assertThat(cluster(GALAXY,
                "{'value':'Reed Heron','uuid':'b01e489b-df53-40aa-9b98-d9d856de7075','meta':{"
                        + "'sources':['A newspaper','https://example.org/2']}}")
                .onlyActor().unknown()).containsOnlyKeys("sources");
    }

    @Test
    void etdasExportIsOfItsCollectionAndEdition() throws IOException {
        Deck deck = cluster(EXPORT, OTTER).decks.getFirst();
        assertThat(deck.collection()).isEqualTo(Deck.ETDA);
        assertThat(deck.date().isoFrom()).isEqualTo("2020-10-20");
        assertThat(deck.license()).isEqualTo("CC BY-NC-SA 4.0");
        assertThat(deck.source()).isEqualTo("Threat Group Cards: A Threat Actor Encyclopedia");
    }

    @Test
    void theVersionMayStandAfterTheValues() throws IOException {
        ReadCards read = read("{'type':'tgc-actors','values':[" + OTTER + "],'version':'20211231','category':'actor'}");
        assertThat(read.decks.getFirst().date().isoFrom()).isEqualTo("2021-12-31");
    }

    @Test
    void aToolHasCategoryAndType() throws IOException {
        ReadCards read = cluster("'category':'tool','type':'tgc-tools'",
                "{'value':'Spanner','uuid':'8b2de120-e49b-480a-bbbc-9b81b2c470c9','meta':{'category':'Tools','type':['Backdoor'],"
                        + "'refs':['https://malpedia.caad.fkie.fraunhofer.de/details/win.spanner']}}");
        ToolCard tool = (ToolCard) read.cards.getFirst();
        assertThat(tool.category()).isEqualTo("Tools");
        assertThat(tool.type()).containsExactly("Backdoor");
        assertThat(tool.malpedia()).hasSize(1);
    }

    @Test
    void producersAreNameGivers() throws IOException {
        ReadCards read = cluster("'category':'actor','type':'producer'",
                "{'value':'Acme','uuid':'f9eb432f-2293-48b7-bca4-cc78beb50df0'}", "{'value':'Nobody','uuid':'x'}", "7");
        assertThat(read.cards).isEmpty();
        assertThat(read.givers).isEqualTo(Map.of(UUID.fromString("f9eb432f-2293-48b7-bca4-cc78beb50df0"), "Acme"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CN | China
            UK | UK
            US,IL | USA;Israel
            KP | North Korea
            ba | Bosnia and Herzegovina
            Atlantis | Atlantis
            """)
    void countriesAreInEtdasSpelling(String codes, String countries) {
        assertThat(String.join(";", Countries.ofCodes(codes))).isEqualTo(countries);
    }

    private static ActorCard withMeta(String meta) throws IOException {
        return cluster(GALAXY, "{'value':'A','uuid':'8b2de120-e49b-480a-bbbc-9b81b2c470c9','meta':{" + meta + "}}")
                .onlyActor();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'PER'                        | Peru
            'Russian Federation'         | Russia
            'southKorea'                 | South Korea
            'america'                    | USA
            'mideast'                    | [Middle East]
            'Unknown'                    | [Unknown]
            'US,IL'                      | USA;Israel
            ['RU','BY']                  | Russia;Belarus
            'Peru, Bolivia and Chile'    | Peru;Bolivia;Chile
            'Atlantis'                   | Atlantis
            """)
    void aCountryHasOneSpelling(String country, String labels) throws IOException {
        assertThat(String.join(";", withMeta("'country':" + country).country())).isEqualTo(labels);
    }

    @Test
    void theSourcesWordsAreKeptWhereTheyDiffer() throws IOException {
        ActorCard card = withMeta("'country':'PE','cfr-suspected-victims':['United States','Norway','Harbour Mutual',"
                + "'Türkiye','中国'],'cfr-target-category':['Government, Administration','Finance','Energy','Lighthouses']");
        assertThat(card.targets().labels()).containsExactly("USA", "Norway", "Harbour Mutual", "Turkey", "China");
        assertThat(card.sectors().labels()).containsExactly("Government", "Financial", "Energy", "Lighthouses");
        assertThat(card.unknown())
                .isEqualTo(Map.of("observed-countries as written", "[\"United States\",\"Türkiye\",\"中国\"]",
                        "observed-sectors as written", "[\"Government, Administration\",\"Finance\"]"));
    }

    @Test
    void theEncyclopediasOwnLabelsStay() throws IOException {
        ActorCard card = cluster(EXPORT,
                "{'value':'A','uuid':'8b2de120-e49b-480a-bbbc-9b81b2c470c9','meta':{"
                        + "'cfr-suspected-victims':['United States','Worlwide'],'cfr-target-category':['Finance']}}")
                .onlyActor();
        assertThat(card.targets().labels()).containsExactly("United States", "Worlwide");
        assertThat(card.sectors().labels()).containsExactly("Finance");
        assertThat(card.unknown()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Threat Groups,ACTOR", "actor,ACTOR", "Software,TOOL", "Cryptominers,TOOL", "tool,TOOL"})
    void categoriesSayWhatTheCardsAre(String category, Kind kind) throws IOException {
        ReadCards read = cluster("'category':'" + category + "','type':'x','source':'https://example.org/groups'",
                "{'value':'A','uuid':'8b2de120-e49b-480a-bbbc-9b81b2c470c9'}");
        assertThat(read.rejects).isEmpty();
        assertThat(read.cards).extracting(card -> CardReference.of(card).kind()).containsExactly(kind);
    }

    @Test
    void everyGiverOfANameIsKept() throws IOException {
        ActorCard card = withMeta("'synonyms':['TA-1'],'origin:TA-1':'Acme','origin:B 7':['Acme','Example Labs'],"
                + "'name-attribution':['TA-1:f9eb432f-2293-48b7-bca4-cc78beb50df0']");
        assertThat(card.names()).containsExactly(new Name("A", ""),
                new Name("TA-1", "f9eb432f-2293-48b7-bca4-cc78beb50df0"), new Name("TA-1", "Acme"),
                new Name("B 7", "Acme"), new Name("B 7", "Example Labs"));
        assertThat(card.unknown()).isEmpty();
    }

    @Test
    void theSectorOfMicrosoftsClusterMayBeACountry() throws IOException {
        ActorCard card = withMeta(
                "'sector':'India, Financially motivated, Energy','microsoft-origin-threat':'Group in development'");
        assertThat(card.country()).containsExactly("India");
        assertThat(card.motivation()).containsExactly("Financial gain");
        assertThat(card.sectors().labels()).containsExactly("Energy");
        assertThat(card.unknown()).containsOnlyKeys("microsoft-origin-threat");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            蓝水獭 - APT-C-99          | 蓝水獭 - APT-C-99:;蓝水獭:;APT-C-99:
            Blue Otter - G9999      | Blue Otter - G9999:;Blue Otter:;G9999:MITRE
            Otter - a blue one      | Otter - a blue one:
            """)
    void thePartsOfATitleAreNames(String title, String names) throws IOException {
        ActorCard card = cluster(GALAXY, "{'value':'" + title + "','uuid':'8b2de120-e49b-480a-bbbc-9b81b2c470c9'}")
                .onlyActor();
        assertThat(card.names().stream().map(name -> name.name() + ":" + name.giver()).collect(Collectors.joining(";")))
                .isEqualTo(names);
    }

    @Test
    void linksOfADescriptionAreReferences() throws IOException {
        ActorCard card = cluster(GALAXY, "{'value':'A','uuid':'8b2de120-e49b-480a-bbbc-9b81b2c470c9','description':"
                + "'[A](https://attack.mitre.org/groups/G9999) dives, says [Acme](https://example.org/a).(Citation: Acme 2020)'}")
                .onlyActor();
        assertThat(card.description()).isEqualTo("A dives, says Acme.");
        assertThat(card.information()).containsExactly("https://example.org/a");
    }

    @Test
    void metaKeysThatMeanSomethingElseOnACardDoNotPassForThat() throws IOException {
        Card card = cluster(GALAXY, "{'value':'A','uuid':'8b2de120-e49b-480a-bbbc-9b81b2c470c9',"
                + "'meta':{'uuid':'x','actor':['y'],'operations':'z'},'tool':'t'}").onlyActor();
        assertThat(card.name()).isEqualTo("A");
        assertThat(card.unknown()).containsOnlyKeys("also uuid", "also actor", "also operations", "also tool");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "null", "[]", "{}", "{'value':7}", "{'value':'A'}", "{'value':'A','uuid':'x'}",
            "{'value':'A','uuid':'8b2de120-e49b-480a-bbbc-9b81b2c470c9','description':{}}",
            "{'value':'','uuid':'8b2de120-e49b-480a-bbbc-9b81b2c470c9'}"})
    void anOddValueCostsOneCard(String value) throws IOException {
        ReadCards read = cluster(GALAXY, value, OTTER);
        assertThat(read.cards).hasSize(1);
        assertThat(read.rejects).singleElement().satisfies(reject -> assertThat(reject.place()).isEqualTo("/values/0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'meta':7}", "{'meta':{'country':7,'refs':'x','synonyms':7,'related':1}}",
            "{'related':{'type':7}}", "{'meta':{'synonyms':[7,null,{}],'refs':[{}]},'related':[7,{'tags':7}]}"})
    void oddPartsOfAValueAreNoMatter(String parts) throws IOException {
        ReadCards read = cluster(GALAXY,
                "{'value':'A','uuid':'8b2de120-e49b-480a-bbbc-9b81b2c470c9'," + parts.substring(1));
        assertThat(read.cards.size() + read.rejects.size()).isEqualTo(1);
    }
}
