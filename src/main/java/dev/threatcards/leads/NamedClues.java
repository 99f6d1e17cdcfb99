package dev.threatcards.leads;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.card.ToolCard;
import dev.threatcards.deck.ToolGraph;
import dev.threatcards.deck.ToolGraph.Tool;
import dev.threatcards.result.Leads.Kind;
import dev.threatcards.result.Mention;

/** The tools and vulnerabilities that a text names. */
final class NamedClues {

    /** How much more it tells that an actor uses a tool than that its card has a word. */
    private static final double TOOL = 3;

    /** A tool that more actors use is not looked up for each. */
    private static final int MOST_USERS = 5_000;

    /** The factor of a tool that is no malware: anybody can get it, however few cards list it. */
    private static final double AVAILABLE = 0.5;

    /** The category of such tools. */
    private static final String TOOLS = "Tools";

    private static final double CVE = 3;

    private NamedClues() {
    }

    /**
     * The tools that the text names and any actor uses.
     *
     * @param mentions those for which the text gives evidence count
     */
    static List<Clue> tools(List<Mention> mentions, ToolGraph graph, TextTerms text, ActorCards actors)
            throws IOException {
        // A name that an actor and a tool share is the actor's where the text names actors.
        Set<Integer> places = mentions.stream()
                .filter(mention -> mention.kind() == Mention.Kind.ACTOR && mention.isEvident()).map(Mention::start)
                .collect(Collectors.toSet());
        Map<Tool, String> named = new LinkedHashMap<>();
        for (Mention mention : mentions) {
            if (mention.kind() == Mention.Kind.TOOL && mention.isEvident() && !places.contains(mention.start())) {
                for (CardReference card : mention.cards()) {
                    graph.tool(card.uuid()).ifPresent(tool -> named.putIfAbsent(tool, mention.text()));
                }
            }
        }
        List<Clue> clues = new ArrayList<>();
        for (Map.Entry<Tool, String> each : named.entrySet()) {
            Tool tool = each.getKey();
            int[] users = users(tool, actors);
            if (users.length > 0) {
                boolean isAvailable = isAvailable(tool, actors);
                List<String> terms = CardAnalyzer.terms(CardFields.TEXT, each.getValue());
                double weight = TOOL * Math.pow(actors.rarity(users.length), text.emphasis());
                clues.add(Clue.of(Kind.TOOL, tool.name(), terms, isAvailable || actors.isCommon(users.length), users,
                        isAvailable ? AVAILABLE * weight : weight));
            }
        }
        return clues;
    }

    private static boolean isAvailable(Tool tool, ActorCards actors) throws IOException {
        return tool.document() >= 0 && actors.reader().card(tool.document()) instanceof ToolCard card
                && card.category().equals(TOOLS);
    }

    private static int[] users(Tool tool, ActorCards actors) throws IOException {
        IntStream.Builder users = IntStream.builder();
        for (CardReference user : tool.users().size() > MOST_USERS ? List.<CardReference>of() : tool.users()) {
            int card = actors.document(user.uuid());
            if (card >= 0) {
                users.add(card);
            }
        }
        return users.build().sorted().toArray();
    }

    /** The vulnerabilities that the text and any actor's card mention. */
    static List<Clue> vulnerabilities(List<Mention> mentions, ActorCards actors) throws IOException {
        List<Clue> clues = new ArrayList<>();
        for (String id : mentions.stream().flatMap(mention -> mention.cve().stream()).map(Object::toString).distinct()
                .toList()) {
            Postings having = actors.postings(CardFields.facet(Facet.CVE), id);
            if (having.size() > 0) {
                clues.add(Clue.of(Kind.CVE, id, CardAnalyzer.terms(CardFields.TEXT, id), false, having.cards(),
                        CVE * actors.rarity(having.size())));
            }
        }
        return clues;
    }
}
