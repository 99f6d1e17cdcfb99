package dev.threatcards.web;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.threatcards.ThreatCards;

import static org.assertj.core.api.Assertions.assertThat;

/** What API and pages say of cards from several decks and collections; the actors do not exist. */
final class CollectionsTest {

    private static final String OTTER = "11111111-0000-4000-8000-000000000001";
    private static final String SPANNER = "11111111-0000-4000-8000-000000000003";

    @TempDir
    private static Path folder;

    @AutoClose
    private static RunningServer server;

    private static String file(String name, String json) throws Exception {
        return Files.writeString(folder.resolve(name), json.replace('\'', '"')).toString();
    }

    @BeforeAll
    static void start() throws Exception {
        String groups = file("groups.json",
                """
                        {'source':'Threat Group Cards','uuid':'g','last-db-change':'2024-08-27','values':[
                        {'actor':'Blue Otter','uuid':'11111111-0000-4000-8000-000000000001','names':[{'name':'Blue Otter','name-giver':'Acme'},
                         {'name':'TA-1','name-giver':'Initech'}],'country':['Iran'],'tools':['Spanner','a Word exploit','Hammer'],
                         'observed-sectors':['Foreign embassies in Lima and elsewhere'],'operations':[{'date':'soon','activity':'x'}],
                         'description':'With {{Red Fox}} and {{Nobody}}.','mood':'wet'},
                        {'actor':'Red Fox','uuid':'11111111-0000-4000-8000-000000000002','names':[{'name':'Red Fox'},{'name':'TA1'}]},
                        {'actor':'Broken'}]}""");
        String tools = file("tools.json",
                """
                        {'source':'Threat Group Cards','uuid':'t','last-db-change':'2024-08-27','values':[{'tool':'Spanner',
                         'uuid':'11111111-0000-4000-8000-000000000003','names':[{'name':'Spanner'},{'name':'Wrench'}],'category':'Tools'}]}""");
        String misp = file("misp.json",
                """
                        {'category':'actor','type':'tgc-actors','source':'Threat Group Cards','version':'20201020','values':[
                        {'value':'Blue Otter','uuid':'11111111-0000-4000-8000-000000000001','meta':{'cfr-suspected-state-sponsor':'S'},
                         'related':[{'dest-uuid':'11111111-0000-4000-8000-000000000002','type':'similar'},
                          {'dest-uuid':'11111111-0000-4000-8000-000000000003','type':'uses'}]}]}""");
        String galaxy = file("galaxy.json", """
                {'category':'actor','type':'threat-actor','source':'MISP Project','values':[
                {'value':'TA-1','uuid':'22222222-0000-4000-8000-000000000001','meta':{'synonyms':['Blue Otter']}}]}""");
        String list = file("list.html",
                """
                        <title>All groups - Threat Group Cards</title><table><tr><td class='thead'>Name</td></tr>
                        <tr><td colspan=6><h2>APT groups</h2></td></tr>
                        <tr><td></td><td><a href='showcard.cgi?g=a'>Red Fox</a></td><td>[Unknown]</td><td>2014</td></tr>
                        <tr><td></td><td>&#8627; <a href='showcard.cgi?g=b'>Subgroup: Blue Otter</a></td><td></td><td>2014</td></tr></table>
                        <p>2 groups listed (2 APT)</p>""");
        Path index = folder.resolve("index");
        ThreatCards.build(index).from(List.of(groups, tools, misp, galaxy, list));
        server = new RunningServer(index);
    }

    private static Document page(String path) throws Exception {
        return Jsoup.parse(server.get(path).body(), server.url());
    }

    @Test
    void aCardSaysWhichDecksItIsFromFieldByField() throws Exception {
        JsonNode card = server.json("/api/v1/cards/" + OTTER);
        assertThat(card.path("collection").asText()).isEqualTo("ETDA");
        assertThat(card.path("category").asText()).isEqualTo("APT");
        assertThat(card.path("sources")).extracting(source -> source.path("form").asText()).containsExactly("ETDA JSON",
                "MISP cluster", "list page");
        JsonNode misp = card.path("sources").path(1);
        assertThat(misp.path("fields")).isEmpty();
        assertThat(misp.path("otherwise").path("sponsor").asText()).isEqualTo("S");
        assertThat(card.path("sources").path(2).path("fields").toString()).contains("category", "observed");
        assertThat(card.path("sources").path(2).path("knownBy").asText()).isEqualTo("title");
    }

    @Test
    void relationsAreOneListWithWhoSaysThem() throws Exception {
        JsonNode card = server.json("/api/v1/cards/" + OTTER);
        assertThat(card.path("parent").path("name").asText()).isEqualTo("Red Fox");
        assertThat(card.path("relations")).extracting(relation -> relation.path("type").asText() + " "
                + relation.path("direction").asText() + " " + relation.path("name").asText())
                .containsExactlyInAnyOrder("similar out Red Fox", "uses out Spanner", "subgroup-of out Red Fox",
                        "mentions out Red Fox", "mentions out Nobody", "same-name out TA-1");
        assertThat(card.path("relations").path(0).path("sources").path(0).asText())
                .isEqualTo("Threat Group Cards, MISP cluster, 2020-10-20");
        JsonNode same = card.path("relations").path(card.path("relations").size() - 1);
        assertThat(same.path("reason").asText()).isEqualTo("both are called Blue Otter, TA-1");
        // "TA1" is Red Fox too.
        assertThat(same.path("ambiguous").asBoolean()).isTrue();
        JsonNode above = server.json("/api/v1/cards/red-fox");
        assertThat(above.path("subgroups").path(0).path("name").asText()).isEqualTo("Blue Otter");
        assertThat(above.path("relations")).filteredOn(relation -> relation.path("type").asText().equals("mentions")
                && relation.path("direction").asText().equals("in")).singleElement().satisfies(mention -> {
                    assertThat(mention.path("sources").path(0).asText()).startsWith("Threat Group Cards, ETDA JSON");
                    assertThat(mention.path("reason").asText()).isEqualTo("in description");
                });
    }

    @Test
    void theCollectionIsAFacetAndEtdasIsTheDefault() throws Exception {
        JsonNode all = server.json("/api/v1/cards");
        assertThat(all.path("total").asInt()).isEqualTo(2);
        assertThat(all.path("facets").path("collection").toString())
                .isEqualTo("[{\"value\":\"ETDA\",\"count\":2,\"selected\":false},"
                        + "{\"value\":\"MISP galaxy\",\"count\":1,\"selected\":false}]");
        assertThat(all.path("deck").path("license").asText()).doesNotContain("CC0");
        JsonNode galaxy = server.json("/api/v1/cards?collection=MISP+galaxy");
        assertThat(galaxy.path("total").asInt()).isEqualTo(1);
        assertThat(galaxy.path("deck").path("license").asText()).contains("CC0");
        assertThat(server.json("/api/v1/cards?collection=MISP+galaxy&collection=ETDA").path("total").asInt())
                .isEqualTo(3);
        assertThat(server.json("/api/v1/cards?collection.not=ETDA").path("total").asInt()).isEqualTo(1);
        assertThat(server.json("/api/v1/facets/collection?q=TA-1").path("values").toString())
                .isEqualTo("[{\"value\":\"ETDA\",\"count\":2,\"selected\":false},"
                        + "{\"value\":\"MISP galaxy\",\"count\":1,\"selected\":false}]");
        assertThat(page("/").select("#collection .choose")).hasSize(2);
        assertThat(page("/?collection=MISP+galaxy").select(".hit h2 a").attr("href"))
                .isEqualTo("/cards/22222222-0000-4000-8000-000000000001");
    }

    @Test
    void toolsAreSearchedAndSayWhoUsesThem() throws Exception {
        JsonNode tools = server.json("/api/v1/tools?q=wrench");
        assertThat(tools.path("total").asInt()).isEqualTo(1);
        JsonNode tool = tools.path("hits").path(0);
        assertThat(tool.path("name").asText()).isEqualTo("Spanner");
        assertThat(tool.path("userCount").asInt()).isEqualTo(1);
        assertThat(server.json("/api/v1/tools/wrench").path("users").path(0).path("name").asText())
                .isEqualTo("Blue Otter");
        assertThat(server.json("/api/v1/tools/" + SPANNER).path("kind").asText()).isEqualTo("tool");
        assertThat(server.get("/api/v1/tools/Blue%20Otter").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/tools?country=Iran,country", "/api/v1/tools?sort=firstSeen,sort", "/api/v1/tools?page=0,page",
            "/api/v1/tools/wrench?x=1,x"})
    void whatToolsCannotBeAskedIsTold(String path, String parameter) throws Exception {
        assertThat(server.get(path).statusCode()).isEqualTo(400);
        assertThat(server.json(path).path("parameter").asText()).isEqualTo(parameter);
    }

    @Test
    void theDeckSaysWhatIsOdd() throws Exception {
        JsonNode deck = server.json("/api/v1/deck");
        assertThat(deck.path("rejects").path(0).path("location").asText()).isEqualTo("groups.json");
        assertThat(deck.path("rejects").path(0).path("reason").asText()).contains("no uuid");
        assertThat(deck.path("sharedNames").path(0).path("cards")).hasSize(2);
        assertThat(deck.path("deadReferences")).extracting(dead -> dead.path("target").asText())
                .containsExactly("Nobody");
        assertThat(deck.path("prose")).extracting(prose -> prose.path("text").asText()).contains("a Word exploit",
                "Foreign embassies in Lima and elsewhere");
        assertThat(deck.path("unknownTools").toString())
                .isEqualTo("[{\"name\":\"Hammer\",\"collection\":\"ETDA\",\"cards\":1}]");
        assertThat(deck.path("unreadableDates").path(0).path("text").asText()).isEqualTo("soon");
        assertThat(deck.path("deadReferenceCounts").toString())
                .isEqualTo("[{\"collection\":\"ETDA\",\"type\":\"mentions\",\"count\":1}]");
        JsonNode unknown = deck.path("unknownKeys").path(0);
        assertThat(unknown.path("form").asText() + ", " + unknown.path("kind").asText()).isEqualTo("ETDA JSON, actor");
        assertThat(unknown.path("keys").toString())
                .isEqualTo("[{\"key\":\"mood\",\"cards\":1,\"example\":\"\\\"wet\\\"\"}]");
        assertThat(deck.path("changes").path("added").path("count").asInt()).isEqualTo(4);
        JsonNode list = deck.path("decks").path(1);
        assertThat(list.path("statement").asText()).isEqualTo("2 groups listed (2 APT)");
        assertThat(list.path("categories").toString()).isEqualTo("{\"APT\":2}");
        assertThat(list.path("subgroups").asInt()).isEqualTo(1);
    }

    @Test
    void theDecksPageSaysTheSame() throws Exception {
        Document page = page("/deck");
        assertThat(page.select(".decks tbody tr")).hasSize(5);
        assertThat(page.select("#rejects .findings li").text()).contains("groups.json, /values/2", "no uuid");
        assertThat(page.select("section").eachAttr("id")).containsExactly("rejects", "added", "names", "references",
                "tools", "prose", "dates", "unknown");
        assertThat(page.select("#references a").attr("href")).isEqualTo("/cards/blue-otter");
        assertThat(server.get("/deck?x=1").statusCode()).isEqualTo(200);
    }

    @Test
    void aCardsPageShowsSourcesAndRelations() throws Exception {
        Document page = page("/cards/blue-otter");
        assertThat(page.select(".sources-list li")).hasSize(3);
        assertThat(page.select(".rows dt").eachText()).contains("Part of", "Observed", "Category");
        assertThat(page.select(".relations").text()).contains("Threat Group Cards, MISP cluster, 2020-10-20",
                "both are called Blue Otter, TA-1", "ambiguous");
        assertThat(page("/cards/22222222-0000-4000-8000-000000000001").select("h1").text()).isEqualTo("TA-1");
    }
}
