package dev.threatcards.leads;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.deck.SearchScope;
import dev.threatcards.deck.ToolGraph;
import dev.threatcards.index.CardReader;
import dev.threatcards.query.Filters;
import dev.threatcards.query.LeadOptions;
import dev.threatcards.result.Leads;
import dev.threatcards.result.Leads.GenericTool;
import dev.threatcards.result.Leads.Lead;
import dev.threatcards.result.Mention;
import dev.threatcards.result.MentionedCard;

/**
 * Ranks the actors of a commit by how well a text fits their cards. An actor's score is the sum of the weights of the clues that it has,
 * each the heavier the fewer actors have it; the sentences of the best ones are then compared with the text. Keeps nothing of a text.
 * Immutable and thread-safe.
 */
public final class LeadFinder {

    /** The actors whose sentences are compared with the text. */
    private static final int COMPARED = 60;

    /** A lead that fits less than this share of how well the first one does does not count in the total. */
    private static final double WELL = 0.5;

    /** The weight of the length of a card: of an actor of whom more is known, more is told. */
    private static final double KNOWN = 0.15;

    private final CardReader reader;
    private final ToolGraph graph;

    /** A finder for one commit. */
    public LeadFinder(CardReader reader, ToolGraph graph) {
        this.reader = reader;
        this.graph = graph;
    }

    /** An actor's card and its score. */
    record Scored(int card, double score) {

        static final Comparator<Scored> BEST_FIRST = Comparator.comparingDouble(Scored::score).reversed()
                .thenComparingInt(Scored::card);
    }

    /**
     * The actors that the text fits.
     *
     * @param mentions the names that the text mentions, with evidence
     */
    public Leads of(String text, List<Mention> mentions, LeadOptions options) throws IOException {
        ActorCards actors = new ActorCards(reader, scope(options));
        List<MentionedCard> named = MentionedCard.of(mentions).stream().filter(each -> each.card().kind() == Kind.ACTOR)
                .toList();
        Set<UUID> namedCards = named.stream().map(each -> each.card().uuid()).collect(Collectors.toSet());
        TextTerms terms = new TextTerms(text);
        List<Clue> clues = clues(terms, mentions, actors);
        List<Scored> fitting = scored(clues, actors);
        if (!options.named()) {
            Set<Integer> left = documents(namedCards, actors);
            fitting.removeIf(each -> left.contains(each.card));
        }
        List<Lead> leads = new ArrayList<>();
        Rereading reading = new Rereading(clues, terms, actors);
        List<Scored> compared = reading
                .compared(fitting.subList(0, Math.min(fitting.size(), Math.max(COMPARED, options.size()))));
        for (Scored each : compared.subList(0, Math.min(compared.size(), options.size()))) {
            leads.add(reading.lead(each, namedCards));
        }
        return new Leads(leads, fittingWell(compared), named, generic(clues));
    }

    private static int fittingWell(List<Scored> bestFirst) {
        return (int) bestFirst.stream().takeWhile(each -> each.score >= WELL * bestFirst.getFirst().score).count();
    }

    private SearchScope scope(LeadOptions options) throws IOException {
        return options.collections().isEmpty()
                ? SearchScope.of(CardFields.ACTOR, Filters.NONE, reader).current()
                : SearchScope.current(CardFields.ACTOR, options.collections());
    }

    private List<Clue> clues(TextTerms text, List<Mention> mentions, ActorCards actors) throws IOException {
        List<Clue> clues = new ArrayList<>();
        clues.addAll(NamedClues.tools(mentions, graph, text, actors));
        clues.addAll(NamedClues.vulnerabilities(mentions, actors));
        clues.addAll(LabelClues.of(text, actors));
        clues.addAll(YearClues.of(text, actors));
        Set<String> told = clues.stream().flatMap(clue -> clue.terms().stream()).collect(Collectors.toSet());
        clues.addAll(WordClues.of(text, told, actors));
        clues.addAll(RelatedClues.of(text, actors));
        return clues;
    }

    /** The actors with any clue, the best first. */
    private static List<Scored> scored(List<Clue> clues, ActorCards actors) {
        double[] scores = new double[actors.bound()];
        clues.forEach(clue -> clue.addTo(scores));
        return IntStream.range(0, scores.length).filter(card -> scores[card] > 0)
                .mapToObj(card -> new Scored(card, scores[card] + KNOWN * Math.log(1 + actors.length(card))))
                .sorted(Scored.BEST_FIRST).collect(Collectors.toCollection(ArrayList::new));
    }

    private static Set<Integer> documents(Set<UUID> cards, ActorCards actors) throws IOException {
        Set<Integer> documents = new HashSet<>();
        for (UUID card : cards) {
            documents.add(actors.document(card));
        }
        return documents;
    }

    private static List<GenericTool> generic(List<Clue> clues) {
        return clues.stream().filter(Clue::generic).map(clue -> new GenericTool(clue.text(), clue.actors()))
                .sorted(Comparator.comparingInt(GenericTool::users).reversed().thenComparing(GenericTool::name))
                .toList();
    }
}
