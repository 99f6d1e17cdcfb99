package dev.threatcards.source.form;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Name;
import dev.threatcards.card.Relation;
import dev.threatcards.card.Technique;
import dev.threatcards.card.ToolCard;
import dev.threatcards.source.ReadCards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Bundles of actors that do not exist. */
final class StixFormTest {

    private static final String OTTER = "intrusion-set--11111111-0000-4000-8000-000000000001";
    private static final String FOX = "threat-actor--11111111-0000-4000-8000-000000000002";
    private static final String SPANNER = "malware--11111111-0000-4000-8000-000000000003";

    private static ReadCards read(String... objects) throws IOException {
        return ReadCards.from(new StixForm(),
                ("{'type':'bundle','id':'bundle--x','objects':[" + String.join(",", objects) + "]}").replace('\'',
                        '"'));
    }

    private static String object(String id, String fields) {
        return "{'type':'" + id.substring(0, id.indexOf("--")) + "','spec_version':'2.1','id':'" + id + "'"
                + (fields.isEmpty() ? "" : "," + fields) + "}";
    }

    private static String relationship(String source, String type, String target) {
        return object("relationship--x",
                "'source_ref':'" + source + "','relationship_type':'" + type + "','target_ref':'" + target + "'");
    }

    private static final String IDENTITY = object("identity--1", "'name':'The MITRE Corporation'");
    private static final String COLLECTION = object("x-mitre-collection--1",
            "'name':'Test ATT&CK','x_mitre_version':'9.1','modified':'2025-11-13T14:00:00.188Z'");
    private static final String MARKING = object("marking-definition--1",
            "'definition':{'statement':'Copyright of nobody.'}");

    private static final String OTTER_OBJECT = object(OTTER,
            """
                    'name':'Blue Otter','aliases':['Blue Otter','TA-1'],'created_by_ref':'identity--1','modified':'2024-01-08T20:40:31Z',
                    'description':'[Blue Otter](https://attack.mitre.org/groups/G9999) dives.(Citation: Acme 2020)',
                    'first_seen':'2014-10-02T00:00:00Z','primary_motivation':'organizational-gain','x_mitre_version':'1.0','revoked':false,
                    'external_references':[{'source_name':'mitre-attack','url':'https://attack.mitre.org/groups/G9999','external_id':'G9999'},
                    {'source_name':'Acme 2020','url':'https://example.org/report'}]""");

    @Test
    void anIntrusionSetIsAnActor() throws IOException {
        ActorCard card = read(IDENTITY, OTTER_OBJECT).onlyActor();
        assertThat(card.uuid()).hasToString("11111111-0000-4000-8000-000000000001");
        assertThat(card.collection()).isEqualTo("MITRE ATT&CK");
        assertThat(card.names()).containsExactly(new Name("Blue Otter", ""), new Name("TA-1", ""),
                new Name("G9999", "MITRE"));
        assertThat(card.description()).isEqualTo("Blue Otter dives.");
        assertThat(card.firstSeen().text()).isEqualTo("2014-10");
        assertThat(card.motivation()).containsExactly("organizational-gain");
        assertThat(card.information()).containsExactly("https://example.org/report");
        assertThat(card.attackIds()).containsExactly("G9999");
        assertThat(card.lastChange().text()).isEqualTo("2024-01-08");
        assertThat(card.unknown()).containsOnlyKeys("x_mitre_version");
    }

    @Test
    void relationshipsSayTheRest() throws IOException {
        ReadCards read = read(relationship(OTTER, "uses", SPANNER), OTTER_OBJECT,
                object(SPANNER, "'name':'Spanner','x_mitre_aliases':['Spanner','Wrench'],'malware_types':['backdoor']"),
                object(FOX, "'name':'Red Fox'"), relationship(OTTER, "attributed-to", FOX),
                relationship(OTTER, "targets", "location--1"), object("location--1", "'country':'PE'"),
                relationship(OTTER, "targets", "identity--2"), object("identity--2", "'name':'Energy'"),
                relationship(OTTER, "originates-from", "location--2"), object("location--2", "'name':'Atlantis'"),
                relationship(OTTER, "uses", "attack-pattern--1"),
                object("attack-pattern--1",
                        "'name':'Guessing','external_references':[{'source_name':'mitre-attack','external_id':'T1110.001'}],"
                                + "'kill_chain_phases':[{'kill_chain_name':'mitre-attack','phase_name':'command-and-control'},"
                                + "{'kill_chain_name':'own','phase_name':'guess'}]"),
                relationship("campaign--1", "attributed-to", OTTER),
                object("campaign--1", "'name':'Big Dive','first_seen':'2015-12-01T05:00:00Z','external_references':"
                        + "[{'url':'https://example.org/dive'}]"));
        assertThat(read.rejects).isEmpty();
        assertThat(read.cards).extracting(Card::name).containsExactly("Blue Otter", "Spanner", "Red Fox");
        ActorCard otter = (ActorCard) read.cards.getFirst();
        assertThat(otter.tools().labels()).containsExactly("Spanner");
        assertThat(otter.targets().labels()).containsExactly("Peru");
        assertThat(otter.sectors().labels()).containsExactly("Energy");
        assertThat(otter.country()).containsExactly("Atlantis");
        assertThat(otter.relations()).extracting(Relation::type).containsExactly("uses", "attributed-to");
        assertThat(otter.operations()).singleElement().satisfies(operation -> {
            assertThat(operation.date().text()).isEqualTo("2015-12");
            assertThat(operation.story()).isEqualTo("Big Dive");
            assertThat(operation.links()).containsExactly("https://example.org/dive");
        });
        assertThat(otter.techniques()).containsExactly(
                new Technique("T1110.001", "Guessing", List.of("Command and Control"), read.decks.getFirst().source()));
        assertThat(otter.unknown()).containsOnlyKeys("x_mitre_version");
        ToolCard spanner = (ToolCard) read.cards.get(1);
        assertThat(spanner.category()).isEqualTo("Malware");
        assertThat(spanner.names()).extracting(Name::name).containsExactly("Spanner", "Wrench");
    }

    private static String pattern(String id, String attackId, String more) {
        return object("attack-pattern--" + id,
                "'name':'Name of " + id + "'" + more + (attackId.isEmpty()
                        ? ""
                        : ",'external_references':[{'source_name':'mitre-attack','external_id':'" + attackId + "'}]"));
    }

    /** What an actor that uses an attack pattern is said to use. */
    private static Stream<Arguments> usedPatterns() {
        return Stream.of(arguments("a plain one", List.of(pattern("1", "T1001", "")), "T1001 Name of 1", false),
                arguments("its successor",
                        List.of(pattern("1", "T1001", ",'revoked':true"), pattern("2", "T1002.003", ""),
                                relationship("attack-pattern--1", "revoked-by", "attack-pattern--2")),
                        "T1002.003 Name of 2", false),
                arguments("the successor's successor",
                        List.of(pattern("1", "T1001", ",'revoked':true"),
                                relationship("attack-pattern--1", "revoked-by", "attack-pattern--2"),
                                relationship("attack-pattern--2", "revoked-by", "attack-pattern--3"),
                                pattern("2", "T1002", ",'revoked':true"), pattern("3", "T1003", "")),
                        "T1003 Name of 3", false),
                arguments("a circle",
                        List.of(pattern("1", "T1001", ",'revoked':true"), pattern("2", "T1002", ",'revoked':true"),
                                relationship("attack-pattern--1", "revoked-by", "attack-pattern--2"),
                                relationship("attack-pattern--2", "revoked-by", "attack-pattern--1")),
                        "T1001 Name of 1", true),
                arguments("revoked by one that is not there",
                        List.of(pattern("1", "T1001", ",'revoked':true"),
                                relationship("attack-pattern--1", "revoked-by", "attack-pattern--2")),
                        "T1001 Name of 1", true),
                arguments("deprecated", List.of(pattern("1", "T1001", ",'x_mitre_deprecated':true")), "T1001 Name of 1",
                        true),
                arguments("OpenCTI's id", List.of(pattern("1", "", ",'x_mitre_id':'T1001'")), "T1001 Name of 1", false),
                arguments("without an id", List.of(pattern("1", "", "")), "Name of 1", false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("usedPatterns")
    void anAttackPatternIsATechnique(String name, List<String> objects, String label, boolean withdrawn)
            throws IOException {
        List<String> all = new ArrayList<>(objects);
        all.addAll(List.of(OTTER_OBJECT, relationship(OTTER, "uses", "attack-pattern--1")));
        assertThat(read(all.toArray(String[]::new)).onlyActor().techniques()).singleElement().satisfies(technique -> {
            assertThat(technique.label()).isEqualTo(label);
            assertThat(technique.withdrawn()).isEqualTo(withdrawn);
        });
    }

    @Test
    void aCampaignsTechniquesAreThoseOfItsActors() throws IOException {
        ActorCard card = read(OTTER_OBJECT, COLLECTION, object("campaign--1", "'name':'Big Dive'"),
                relationship("campaign--1", "uses", "attack-pattern--1"),
                relationship("campaign--1", "uses", "attack-pattern--2"),
                relationship("campaign--1", "attributed-to", OTTER), relationship(OTTER, "uses", "attack-pattern--1"),
                pattern("1", "T1001", ""), pattern("2", "T1002", "")).onlyActor();
        assertThat(card.techniques()).extracting(Technique::id, Technique::source).containsExactlyInAnyOrder(
                tuple("T1001", "Test ATT&CK 9.1"), tuple("T1002", "Test ATT&CK 9.1, campaign Big Dive"));
    }

    /** OpenCTI writes the first and the last moment that it knows for times that it does not. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            1970-01-01T00:00:00.000Z | 5138-11-16T09:46:40.000Z | ''      | ''
            1970-01-01T00:00:00Z     | 2019-03-04T00:00:00Z     | ''      | 2019-03
            1970-01-01T00:00:01Z     | 1970-02-01T00:00:00Z     | 1970-01 | Jan 1970-Feb 1970
            2014-10-02T00:00:00Z     | 2019-03-04T00:00:00Z     | 2014-10 | Oct 2014-Mar 2019
            2014-10-02T00:00:00Z     | 2014-10-30T00:00:00Z     | 2014-10 | 2014-10
            2014-10-02T00:00:00Z     | 9999-12-31T23:59:59Z     | 2014-10 | ''
            0001-01-01T00:00:00Z     | 0001-01-01T00:00:00Z     | ''      | ''
            """)
    void anUnknownMomentIsNoDate(String first, String last, String firstSeen, String observed) throws IOException {
        ActorCard card = read(
                object(OTTER, "'name':'Blue Otter','first_seen':'" + first + "','last_seen':'" + last + "'"))
                .onlyActor();
        assertThat(card.firstSeen().text()).isEqualTo(firstSeen);
        assertThat(card.observed().text()).isEqualTo(observed);
        assertThat(card.observed().isKnown()).isEqualTo(!observed.isEmpty());
        assertThat(Facet.ACTIVE.dates(card)).containsExactly(card.observed());
        assertThat(card.unknown()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'type':'report','name':'Otters of the delta'              | Otters of the delta
            'type':'grouping','name':'Delta sightings'                | Delta sightings
            'type':'grouping'                                         | file
            'type':'note','abstract':'On otters','content':'They dive.' | On otters
            'type':'indicator','name':'An indicator'                  | file
            """)
    void aBundleWithoutCreatorHasTheNameOfItsReportOrItsFile(String fields, String name) throws IOException {
        ReadCards read = read(object(OTTER, "'name':'Blue Otter'"),
                "{" + fields + ",'id':'" + fields.replaceAll(".*?'type':'(\\w+)'.*", "$1") + "--1'}");
        assertThat(read.decks.getFirst().source()).isEqualTo(name);
        assertThat(read.onlyActor().collection()).isEqualTo(name);
    }

    @Test
    void aTargetIsASectorOnlyIfItIsAClass() throws IOException {
        ActorCard card = read(object(OTTER, "'name':'Blue Otter'"), relationship(OTTER, "targets", "identity--1"),
                object("identity--1",
                        "'name':'Harbour Mutual','identity_class':'organization','sectors':['insurance'],"
                                + "'external_references':[{'source_name':'x','url':'https://example.org/mutual'}]"),
                relationship("identity--1", "located-at", "location--1"), object("location--1", "'country':'NO'"),
                relationship(OTTER, "targets", "identity--2"),
                object("identity--2", "'name':'Jordan','identity_class':'individual'"),
                relationship(OTTER, "targets", "identity--3"),
                object("identity--3", "'name':'energy','identity_class':'class'"),
                relationship(OTTER, "targets", "identity--4"),
                object("identity--4",
                        "'name':'Keepers of lighthouses','identity_class':'class','sectors':['transportation']"))
                .onlyActor();
        assertThat(card.sectors().labels()).containsExactly("Insurance", "Energy", "Keepers of lighthouses",
                "Transportation");
        assertThat(card.targets().labels()).containsExactly("Norway");
        assertThat(card.targets().prose()).containsExactly("Harbour Mutual", "Jordan");
        assertThat(card.information()).containsExactly("https://example.org/mutual");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'region':'western-europe'                           | Western Europe
            'region':'south-eastern-asia','name':'The islands'  | Southeast Asia
            'country':'no','name':'Norwegen'                    | Norway
            'country':'DEU','region':'western-europe'           | Germany
            'name':'Republic of Korea'                          | South Korea
            """)
    void aLocationIsItsCountryOrItsRegion(String fields, String label) throws IOException {
        ActorCard card = read(object(OTTER, "'name':'Blue Otter'"), relationship(OTTER, "targets", "location--1"),
                object("location--1", fields)).onlyActor();
        assertThat(card.targets().labels()).containsExactly(label);
    }

    @Test
    void aCampaignIsAnOperationOfItsActorFromItsBeginningToItsEnd() throws IOException {
        ReadCards read = read(object(OTTER, "'name':'Blue Otter'"), object(SPANNER, "'name':'Spanner'"),
                relationship("campaign--1", "attributed-to", OTTER), relationship("campaign--1", "uses", SPANNER),
                relationship("campaign--1", "targets", "location--1"), object("location--1", "'country':'PE'"),
                object("campaign--1",
                        "'name':'Big Dive','aliases':['Big Dive','Deep End'],"
                                + "'first_seen':'2021-05-01T00:00:00Z','last_seen':'2022-09-01T00:00:00Z'"),
                object("campaign--2", "'name':'Nobody at Home'"));
        ActorCard card = (ActorCard) read.cards.getFirst();
        assertThat(card.tools().labels()).containsExactly("Spanner");
        assertThat(card.relations()).extracting(Relation::type).containsExactly("uses");
        assertThat(card.targets().labels()).containsExactly("Peru");
        assertThat(Facet.ACTIVE.values(card)).containsExactly("2021", "2022");
        assertThat(card.operations()).singleElement().satisfies(operation -> assertThat(operation.story())
                .isEqualTo("Big Dive, also called Deep End\nTools: Spanner.\nTargets: Peru."));
        assertThat(read.unattributed).containsExactly("Nobody at Home");
        assertThat(read.rejects).isEmpty();
    }

    @Test
    void labelsOfToolsInStix20AreTheirTypes() throws IOException {
        ToolCard tool = (ToolCard) read(
                "{'type':'malware','id':'" + SPANNER + "','name':'Spanner','labels':['malware','ransomware']}").cards
                .getFirst();
        assertThat(tool.type()).containsExactly("ransomware");
        assertThat(tool.unknown()).isEmpty();
    }

    @Test
    void theCollectionSaysWhatTheBundleIs() throws IOException {
        Deck deck = read(IDENTITY, OTTER_OBJECT, MARKING, COLLECTION).decks.getFirst();
        assertThat(deck.source()).isEqualTo("Test ATT&CK 9.1");
        assertThat(deck.date().isoFrom()).isEqualTo("2025-11-13");
        assertThat(deck.license()).isEqualTo("Copyright of nobody");
    }

    @Test
    void aBundleWithoutActorsOrToolsIsSetAside() throws IOException {
        ReadCards read = read(IDENTITY);
        assertThat(read.rejects).singleElement()
                .satisfies(reject -> assertThat(reject.reason()).contains("no intrusion sets"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "null", "{}", "{'type':'malware'}", "{'type':7,'id':7}",
            "{'type':'tool','id':'tool--x','name':7}", "{'type':'intrusion-set','id':'nothing','name':'x'}",
            "{'type':'intrusion-set','id':'intrusion-set--11111111-0000-4000-8000-000000000009','name':'','aliases':7}"})
    void anOddObjectCostsItselfAtMost(String object) throws IOException {
        ReadCards read = read(object, OTTER_OBJECT, relationship(OTTER, "uses", "tool--none"),
                relationship("x", "", ""));
        assertThat(read.cards).hasSize(1);
        assertThat(read.rejects.size()).isLessThanOrEqualTo(1);
    }
}
