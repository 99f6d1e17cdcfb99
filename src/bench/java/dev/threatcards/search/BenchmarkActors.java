package dev.threatcards.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Name;
import dev.threatcards.deck.ToolGraph;
import dev.threatcards.index.CardIndex;
import dev.threatcards.index.CardReader;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Limits;
import dev.threatcards.query.Order;
import dev.threatcards.text.Prose;

/** The actors that are searched: those of one index, so that each engine has the same. */
public final class BenchmarkActors implements AutoCloseable {

    private static final int SAMPLE = 2_000;

    private final CardIndex index;
    private final CardIndex.Snapshot snapshot;
    private final List<Integer> documents;

    private BenchmarkActors(CardIndex index) throws IOException {
        this.index = index;
        this.snapshot = index.snapshot();
        this.documents = new CardSearch(snapshot.searcher(), Limits.DEFAULT).documents(Kind.ACTOR, "", Filters.NONE,
                Order.RELEVANCE, ToolGraph.NONE);
    }

    /** The actors of the index in the folder. */
    public static BenchmarkActors open(Path folder) throws IOException {
        return new BenchmarkActors(CardIndex.open(folder));
    }

    /** How many cards there are. */
    public int size() {
        return documents.size();
    }

    /** All cards, one by one as they are taken. */
    public Stream<ActorCard> cards() {
        return documents.stream().map(document -> cards(List.of(document)).getFirst());
    }

    /** Some cards, after which queries are made. */
    public List<ActorCard> sample() {
        return cards(documents.subList(0, Math.min(SAMPLE, documents.size())));
    }

    /** All that is said on a card, without markup. */
    public static List<String> texts(ActorCard card) {
        Stream<String> values = Stream
                .of(card.names().stream().map(Name::name).toList(), card.country(), card.motivation(),
                        card.sectors().texts(), card.targets().texts(), card.tools().texts(),
                        card.names().stream().map(Name::giver).distinct().toList(), card.information())
                .flatMap(List::stream);
        Stream<String> prose = Stream.concat(Stream.of(card.description()),
                Stream.of(card.operations(), card.counterOperations()).flatMap(List::stream).map(Activity::text));
        return Stream.concat(values, prose.map(Prose::plain)).toList();
    }

    CardReader searcher() {
        return snapshot.searcher();
    }

    private List<ActorCard> cards(List<Integer> some) {
        List<ActorCard> cards = new ArrayList<>();
        try {
            snapshot.each(some, card -> cards.add((ActorCard) card.card()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cards;
    }

    @Override
    public void close() {
        snapshot.close();
        index.close();
    }
}
