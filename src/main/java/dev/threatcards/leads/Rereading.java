package dev.threatcards.leads;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.index.TokenizedCard;
import dev.threatcards.leads.ActorCards.Parts;
import dev.threatcards.leads.CardPassages.Sought;
import dev.threatcards.leads.Clue.Word;
import dev.threatcards.leads.LeadFinder.Scored;
import dev.threatcards.result.Leads.Kind;
import dev.threatcards.result.Leads.Lead;
import dev.threatcards.result.Leads.Reason;

/**
 * Reads the cards of the best actors again: weighs each word by the part of the card that has it, compares their sentences with the text, and
 * finds those that speak for a reason.
 */
final class Rereading {

    /** The most words among the reasons of a lead. */
    private static final int WORDS = 6;

    /** What a sentence of a card can say; the others are in its lists. */
    private static final Set<Kind> SAID = Set.of(Kind.TOOL, Kind.CVE, Kind.WORD);

    private final List<Clue> clues;
    private final ActorCards actors;
    private final Sought sought;
    private final double mostRare;
    private final Map<Integer, CardPassages> passages = new HashMap<>();

    Rereading(List<Clue> clues, TextTerms text, ActorCards actors) {
        this.clues = clues;
        this.actors = actors;
        this.mostRare = Math.log(1 + actors.count());
        double[] rarities = new double[text.size()];
        clues.stream().filter(clue -> clue.word().isPresent())
                .forEach(clue -> rarities[text.number(clue.terms().getFirst())] = actors.rarity(clue.actors()));
        this.sought = new Sought(text, word -> rarities[word], text.neighbours());
    }

    /** The actors by their scores with what their sentences add. */
    List<Scored> compared(List<Scored> best) throws IOException {
        List<Scored> compared = new ArrayList<>();
        List<TokenizedCard> cards = actors.reader().cards(best.stream().mapToInt(Scored::card).toArray());
        for (int i = 0; i < best.size(); i++) {
            Scored each = best.get(i);
            CardPassages sentences = new CardPassages(cards.get(i), sought);
            passages.put(each.card(), sentences);
            compared.add(
                    new Scored(each.card(), each.score() + words(each.card(), sentences) + sentences.score(mostRare)));
        }
        compared.sort(Scored.BEST_FIRST);
        return compared;
    }

    /** How much more the words weigh where it is known which part of the card has them; less than 0 if they weigh less. */
    private double words(int card, CardPassages sentences) {
        Parts lengths = sentences.lengths(actors.length(card));
        double more = 0;
        for (Clue clue : clues) {
            double weight = clue.word().isPresent() ? clue.weight(card) : 0;
            if (weight > 0) {
                Word word = clue.word().orElseThrow();
                Parts frequencies = sentences.frequencies(clue.terms().getFirst(), word.postings().frequency(card));
                more += word.strength() * ActorCards.share(frequencies, lengths) - weight;
            }
        }
        return more;
    }

    /**
     * The lead with its reasons.
     *
     * @param each one of those compared
     */
    Lead lead(Scored each, Set<UUID> named) throws IOException {
        Card card = actors.reader().card(each.card());
        List<Clue> found = clues.stream().filter(clue -> clue.tells(each.card()))
                .sorted(Comparator.comparing(Clue::generic)
                        .thenComparing(Comparator.comparingDouble((Clue clue) -> clue.weight(each.card())).reversed()))
                .toList();
        List<Reason> reasons = new ArrayList<>();
        int words = 0;
        for (Clue clue : found) {
            if (clue.kind() != Kind.WORD || ++words <= WORDS) {
                reasons.add(reason(clue, passages.get(each.card())));
            }
        }
        String passage = passages.get(each.card()).best();
        if (!passage.isEmpty()) {
            long specific = reasons.stream().filter(reason -> !reason.generic()).count();
            reasons.add((int) specific, new Reason(Kind.PASSAGE, passage, 1, false, ""));
        }
        return new Lead(CardReference.of(card), each.score(), named.contains(card.uuid()), things(found) < 2, reasons);
    }

    /** How many things a lead rests on. All its labels and years are one, since each of them fits many actors. */
    private static long things(List<Clue> clues) {
        List<Clue> specific = clues.stream().filter(clue -> !clue.generic()).toList();
        long said = specific.stream().filter(clue -> SAID.contains(clue.kind())).count();
        return said < specific.size() ? said + 1 : said;
    }

    private static Reason reason(Clue clue, CardPassages sentences) {
        String sentence = SAID.contains(clue.kind()) ? sentences.with(clue.terms()) : "";
        return new Reason(clue.kind(), clue.text(), clue.actors(), clue.generic(), sentence);
    }
}
