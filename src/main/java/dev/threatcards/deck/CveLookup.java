package dev.threatcards.deck;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.TermQuery;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.CardText;
import dev.threatcards.card.CveId;
import dev.threatcards.card.Facet;
import dev.threatcards.index.CardReader;
import dev.threatcards.result.CveCards;
import dev.threatcards.result.SubjectCards.Mentioning;
import dev.threatcards.result.SubjectCards.Place;

/** Looks up the cards that mention a vulnerability. */
public final class CveLookup {

    private final CardReader reader;

    /** A lookup in one commit. */
    public CveLookup(CardReader reader) {
        this.reader = reader;
    }

    /**
     * The cards that mention it.
     *
     * @param collections the collections of the cards; empty for ETDA's, or for all where ETDA has none that mentions it
     * @return without cards if none mentions it
     */
    public CveCards of(CveId id, Set<String> collections) throws IOException {
        SubjectLookup cards = new SubjectLookup(new TermQuery(new Term(CardFields.facet(Facet.CVE), id.toString())),
                collections, reader);
        SubjectLookup.Found<Mentioning> actors = cards.cards(Kind.ACTOR, card -> mentioning(id, card));
        SubjectLookup.Found<Mentioning> tools = cards.cards(Kind.TOOL, card -> mentioning(id, card));
        return new CveCards(id, actors.cards(), actors.total(), tools.cards(), tools.total(), cards.elsewhere(),
                reader.provenance());
    }

    private static Optional<Mentioning> mentioning(CveId id, Card card) {
        return Optional.of(new Mentioning(CardReference.of(card), places(id, card)));
    }

    /** The texts of the card that mention it, each with the sentence of the first mention. */
    private static List<Place> places(CveId id, Card card) {
        List<Place> places = new ArrayList<>();
        for (CardText text : CardText.of(card)) {
            CveId.mentions(text.text()).stream().filter(mention -> mention.id().equals(id)).findFirst()
                    .map(mention -> new Place(text.field(), text.date(), text.place(),
                            SubjectLookup.sentence(text.text(), mention.start())))
                    .filter(place -> !places.contains(place)).ifPresent(places::add);
        }
        return places;
    }
}
