package dev.threatcards.server;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gg.jte.html.escape.Escape;
import gg.jte.output.StringOutput;

import dev.threatcards.CardProfile;
import dev.threatcards.CardQuery;
import dev.threatcards.IdentifiedCards;
import dev.threatcards.SearchResult;
import dev.threatcards.ToolResult;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.Reject;
import dev.threatcards.card.ToolCard;
import dev.threatcards.export.CardJson;
import dev.threatcards.export.JsonSchema;
import dev.threatcards.search.FacetValue;
import dev.threatcards.search.Highlight;
import dev.threatcards.search.Highlight.Run;
import dev.threatcards.search.Hit;
import dev.threatcards.search.Match;
import dev.threatcards.search.Related;

/** Results as the API gives them; the command line's {@code --json} is the same. */
public final class ResultJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Users of a tool that a list of tools names; the tool's card has more. */
    private static final int MOST_USERS = 10;

    /** Users that a tool's card lists, as many as cards that have to do with one. */
    private static final int MOST_OF_TOOL = 2_000;

    /** Cards of one name that are listed to choose from. */
    private static final int CANDIDATES = 100;

    /** Names, countries, motivations and types of a card in a list; the card has them all. */
    private static final int MOST_VALUES = 200;

    /** Characters of markup and of escapes that a run may need beside its own. */
    private static final int MARKUP = 16;

    /** The form of {@link #deck}. */
    static final JsonSchema DECK = JsonSchema.object("Deck")
            .has("date", JsonSchema.text().meaning("The day that the cards are as of; empty if none says."))
            .has("license", JsonSchema.text()).has("sources", JsonSchema.texts());

    /** The form of {@link #values}. */
    static final JsonSchema VALUES = JsonSchema.listOf(JsonSchema.object("FacetValue").has("value", JsonSchema.text())
            .has("count", JsonSchema.count()).has("selected", JsonSchema.flag()));

    /** The form of one facet's answer. */
    static final JsonSchema FACET = JsonSchema.object("Facet").has("facet", JsonSchema.text()).has("values", VALUES)
            .has("total", JsonSchema.count().meaning("How many values there are, listed or not.")).has("deck", DECK);

    private static final JsonSchema SUMMARY = JsonSchema.object("Summary").has("id", JsonSchema.uuid())
            .has("name", JsonSchema.text()).has("names", CardJson.NAMES)
            .mayHave("nameTotal", JsonSchema.count().meaning("How many names the card has, where not all are listed."))
            .has("collection", JsonSchema.text());

    private static final JsonSchema ACTOR_SUMMARY = SUMMARY.as("ActorSummary").has("country", JsonSchema.texts())
            .has("motivation", JsonSchema.texts()).mayHave("firstSeen", JsonSchema.text());

    private static final JsonSchema TOOL_SUMMARY = SUMMARY.as("ToolSummary").has("category", JsonSchema.text())
            .has("type", JsonSchema.texts());

    /** The form of the choice between cards that share a name. */
    static final JsonSchema CHOICE = JsonSchema.object("Choice").has("name", JsonSchema.text())
            .has("candidates", JsonSchema.listOf(JsonSchema.either(ACTOR_SUMMARY, TOOL_SUMMARY)))
            .has("total", JsonSchema.count().meaning("How many cards share the name; the first are listed."))
            .has("deck", DECK);

    private static final JsonSchema USERS = JsonSchema.listOf(CardJson.REFERENCE).meaning("Actors that use it.");

    /** The form of a page of actors. */
    static final JsonSchema ACTORS = page("Actors", hit(ACTOR_SUMMARY.as("ActorHit")));

    /** The form of a page of tools. */
    static final JsonSchema TOOLS = page("Tools",
            hit(TOOL_SUMMARY.as("ToolHit")).has("userCount", JsonSchema.count()).has("users", USERS));

    private static final JsonSchema RELATIONS = JsonSchema.listOf(JsonSchema.object("Related")
            .has("type", JsonSchema.text()).has("direction", JsonSchema.oneOf("out", "in"))
            .has("name", JsonSchema.text()).has("cards", JsonSchema.listOf(CardJson.REFERENCE))
            .has("total", JsonSchema.count().meaning("How many cards are meant; the first are listed."))
            .mayHave("likelihood", JsonSchema.text()).mayHave("reason", JsonSchema.text())
            .has("sources", JsonSchema.texts().meaning("The decks that say so.")).has("ambiguous", JsonSchema.flag()));

    private static final JsonSchema RELATION_TOTAL = JsonSchema.count()
            .meaning("How many relations there are, listed or not.");

    /** The form of a tool's profile. */
    static final JsonSchema TOOL = grouped(CardJson.TOOL).has("users", USERS)
            .mayHave("userTotal", JsonSchema.count().meaning("How many use it, where not all are listed."))
            .has("relations", RELATIONS).has("relationTotal", RELATION_TOTAL);

    /** The form of a profile. */
    static final JsonSchema CARD = JsonSchema
            .either(grouped(CardJson.ACTOR).has("relations", RELATIONS).has("relationTotal", RELATION_TOTAL), TOOL);

    /** The form of {@link #related(CardProfile, int)}. */
    static final JsonSchema RELATED = grouped(CardJson.REFERENCE.as("RelatedCards")).has("total", JsonSchema.count())
            .has("relations", RELATIONS).has("deck", DECK);

    private ResultJson() {
    }

    /** A result page. */
    public static ObjectNode of(SearchResult result) {
        ObjectNode json = page(result.query(), result.total());
        ArrayNode hits = json.putArray("hits");
        result.hits().forEach(hit -> hits.add(hit(hit)));
        putFacets(result.facets(), result.facetTotals(), json);
        GuidanceJson.addTo(json, result.query(), result.guidance());
        json.set("deck", deck(result.provenance()));
        return json;
    }

    /** A page of tools, each with how many actors use it, and who the first of them are. */
    public static ObjectNode of(ToolResult result) {
        ObjectNode json = page(result.query(), result.total());
        ArrayNode hits = json.putArray("hits");
        for (Hit<ToolCard> hit : result.hits()) {
            List<CardReference> users = result.users().get(hit.card().uuid());
            ObjectNode entry = hit(hit).put("userCount", users.size());
            entry.set("users", references(users.stream().limit(MOST_USERS).toList()));
            hits.add(entry);
        }
        putFacets(result.facets(), result.facetTotals(), json);
        GuidanceJson.addTo(json, result.query(), result.guidance());
        json.set("deck", deck(result.provenance()));
        return json;
    }

    private static JsonSchema page(String name, JsonSchema hit) {
        JsonSchema found = JsonSchema.object(name).has("query", JsonSchema.text()).has("total", JsonSchema.count())
                .has("page", JsonSchema.count()).has("size", JsonSchema.count()).has("sort", JsonSchema.text())
                .has("hits", JsonSchema.listOf(hit)).has("facets", JsonSchema.mapOf(VALUES)).has("facetTotals",
                        JsonSchema.mapOf(JsonSchema.count()).meaning("How many values each facet has, listed or not."));
        return GuidanceJson.addedTo(found).has("deck", DECK);
    }

    private static ObjectNode page(CardQuery query, int total) {
        return NODES.objectNode().put("query", query.text()).put("total", total).put("page", query.window().page())
                .put("size", query.window().size()).put("sort", query.window().order().parameter());
    }

    private static void putFacets(Map<Facet, List<FacetValue>> facets, Map<Facet, Integer> totals, ObjectNode json) {
        ObjectNode object = json.putObject("facets");
        facets.forEach((facet, values) -> object.set(facet.parameter(), values(values)));
        ObjectNode all = json.putObject("facetTotals");
        facets.keySet().forEach(facet -> all.put(facet.parameter(), totals.get(facet)));
    }

    /** A card with all that it has to do with others. */
    public static ObjectNode of(CardProfile profile) {
        ObjectNode json = CardJson.of(profile.merged());
        putGroups(profile, json);
        if (profile.merged().card() instanceof ToolCard) {
            json.set("users", references(profile.users().stream().limit(MOST_OF_TOOL).toList()));
            if (profile.users().size() > MOST_OF_TOOL) {
                json.put("userTotal", profile.users().size());
            }
        }
        ArrayNode relations = json.putArray("relations");
        profile.relations().forEach(related -> relations.add(related(related, profile)));
        json.put("relationTotal", profile.relationTotal());
        return json;
    }

    /**
     * What a card has to do with others, alone.
     *
     * @param size the most relations; what decks state comes first
     */
    static ObjectNode related(CardProfile profile, int size) {
        CardReference card = CardReference.of(profile.merged().card());
        ObjectNode json = CardJson.reference(card);
        putGroups(profile, json);
        json.put("total", profile.relationTotal());
        ArrayNode relations = json.putArray("relations");
        profile.relations().stream().limit(size).forEach(related -> relations.add(related(related, profile)));
        json.set("deck", deck(profile.provenance().of(List.of(card.collection()))));
        return json;
    }

    private static JsonSchema grouped(JsonSchema card) {
        return card.mayHave("parent", CardJson.REFERENCE).mayHave("subgroups", JsonSchema.listOf(CardJson.REFERENCE));
    }

    private static void putGroups(CardProfile profile, ObjectNode json) {
        profile.parent().ifPresent(parent -> json.set("parent", CardJson.reference(parent)));
        if (!profile.subgroups().isEmpty()) {
            json.set("subgroups", references(profile.subgroups()));
        }
    }

    private static ObjectNode related(Related related, CardProfile profile) {
        ObjectNode json = NODES.objectNode().put("type", related.type()).put("direction", related.direction().key())
                .put("name", related.name());
        json.set("cards", references(related.cards()));
        json.put("total", related.total());
        if (!related.likelihood().isEmpty()) {
            json.put("likelihood", related.likelihood());
        }
        if (!related.reason().isEmpty()) {
            json.put("reason", related.reason());
        }
        ArrayNode sources = json.putArray("sources");
        related.decks().forEach(deck -> sources.add(profile.deck(deck).summary()));
        return json.put("ambiguous", related.ambiguous());
    }

    static ArrayNode references(List<CardReference> cards) {
        ArrayNode array = NODES.arrayNode();
        cards.forEach(card -> array.add(CardJson.reference(card)));
        return array;
    }

    private static JsonSchema hit(JsonSchema summary) {
        return summary.has("score", JsonSchema.number())
                .has("matched",
                        JsonSchema.listOf(JsonSchema.object("Match").has("field", JsonSchema.text())
                                .has("text", JsonSchema.text()).mayHave("giver", JsonSchema.text())
                                .has("words", JsonSchema.texts())))
                .mayHave("matchedTotal", JsonSchema.count().meaning("How many matched, where not all are listed."))
                .has("highlights", JsonSchema.mapOf(JsonSchema.texts())
                        .meaning("By field, passages as HTML: text escaped, what matched in <mark>."));
    }

    private static ObjectNode hit(Hit<?> hit) {
        ObjectNode json = summary(hit.card());
        json.put("score", hit.score());
        ArrayNode matched = json.putArray("matched");
        for (Match match : hit.matched()) {
            ObjectNode entry = matched.addObject().put("field", match.field()).put("text", match.text());
            if (!match.giver().isEmpty()) {
                entry.put("giver", match.giver());
            }
            entry.set("words", CardJson.texts(match.words()));
        }
        if (hit.matchedTotal() > hit.matched().size()) {
            json.put("matchedTotal", hit.matchedTotal());
        }
        ObjectNode highlights = json.putObject("highlights");
        hit.highlights().forEach((field, passages) -> highlights.set(field,
                CardJson.texts(passages.stream().map(ResultJson::marked).toList())));
        return json;
    }

    /** A passage as HTML that is safe to show: the text escaped, what matched in {@code <mark>}. */
    private static String marked(Highlight highlight) {
        int length = highlight.runs().stream().mapToInt(run -> run.text().length() + MARKUP).sum();
        StringOutput html = new StringOutput(length);
        for (Run run : highlight.runs()) {
            html.writeContent(run.marked() ? "<mark>" : "");
            Escape.htmlContent(run.text(), html);
            html.writeContent(run.marked() ? "</mark>" : "");
        }
        return html.toString();
    }

    /** The cards that share a name, of which somebody has to choose: {@link #CHOICE}. */
    static ObjectNode choice(String name, IdentifiedCards found, Provenance provenance) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", name);
        ArrayNode candidates = json.putArray("candidates");
        found.cards().stream().limit(CANDIDATES).forEach(candidate -> candidates.add(summary(candidate.card())));
        json.put("total", found.total());
        json.set("deck", deck(provenance));
        return json;
    }

    /** A card in a list: what tells it from others. */
    static ObjectNode summary(Card card) {
        ObjectNode json = NODES.objectNode().put("id", card.uuid().toString()).put("name", card.name());
        ArrayNode names = CardJson.names(card);
        if (names.size() > MOST_VALUES) {
            json.put("nameTotal", names.size());
        }
        while (names.size() > MOST_VALUES) {
            names.remove(names.size() - 1);
        }
        json.set("names", names);
        json.put("collection", card.collection());
        if (card instanceof ToolCard tool) {
            json.put("category", tool.category());
            json.set("type", first(tool.type()));
        }
        if (card instanceof ActorCard actor) {
            json.set("country", first(actor.country()));
            json.set("motivation", first(actor.motivation()));
            if (!actor.firstSeen().text().isEmpty()) {
                json.put("firstSeen", actor.firstSeen().text());
            }
        }
        return json;
    }

    private static ArrayNode first(List<String> values) {
        return CardJson.texts(values.subList(0, Math.min(MOST_VALUES, values.size())));
    }

    static ArrayNode values(List<FacetValue> values) {
        ArrayNode array = NODES.arrayNode();
        values.forEach(value -> array.addObject().put("value", value.value()).put("count", value.count())
                .put("selected", value.selected()));
        return array;
    }

    /** Date and licence of what an answer is made from. */
    static ObjectNode deck(Provenance provenance) {
        ObjectNode json = NODES.objectNode().put("date", provenance.date()).put("license", provenance.license());
        ArrayNode sources = json.putArray("sources");
        provenance.decks().stream().map(deck -> deck.deck().source()).distinct().forEach(sources::add);
        return json;
    }

    /** What was set aside, each with file, place and reason. */
    public static ArrayNode rejects(List<Reject> rejects) {
        ArrayNode array = NODES.arrayNode();
        rejects.forEach(reject -> array.addObject().put("location", reject.location()).put("place", reject.place())
                .put("reason", reject.reason()));
        return array;
    }
}
