package dev.threatcards.names;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Name;
import dev.threatcards.deck.CardLookup;
import dev.threatcards.deck.Counterparts;
import dev.threatcards.deck.Givers;
import dev.threatcards.deck.LinkedCards;
import dev.threatcards.deck.MappedNames;
import dev.threatcards.deck.NamedCards;
import dev.threatcards.deck.SearchScope;
import dev.threatcards.index.CardReader;
import dev.threatcards.result.NameTable.GivenName;
import dev.threatcards.result.NameTable.Row;
import dev.threatcards.result.Resolution;
import dev.threatcards.result.Resolution.Meaning;
import dev.threatcards.result.Translation;
import dev.threatcards.result.Translation.Translated;
import dev.threatcards.text.NameKeys;

/** The names of actors by who gave them, in one commit. For use by one thread. */
public final class NamesByGiver {

    private final CardReader searcher;
    private final LinkedCards linked;
    private final MappedNames extra;
    private final NamedCards named;
    private final Counterparts counterparts;

    /** @param extra names of actors beside those of their cards */
    public NamesByGiver(CardReader searcher, LinkedCards linked, MappedNames extra) throws IOException {
        this.searcher = searcher;
        this.linked = linked;
        this.extra = extra;
        this.named = new NamedCards(searcher);
        this.counterparts = new Counterparts(searcher);
    }

    /**
     * The names of an actor in the columns of a table.
     *
     * @param givers the givers of the columns
     * @param scope the collections whose cards are considered as others with the name
     */
    public Row row(int document, List<String> givers, Set<String> scope) throws IOException {
        Map<String, String> columns = givers.stream().collect(Collectors.toMap(Givers::key, Function.identity()));
        FixedBitSet others = SearchScope.current(CardFields.ACTOR, scope).cards(searcher);
        Map<String, List<GivenName>> names = new LinkedHashMap<>();
        givers.forEach(giver -> names.put(giver, new ArrayList<>(1)));
        List<GivenName> unattributed = new ArrayList<>();
        for (MappedNames.Sourced sourced : names(document)) {
            String giver = columns.get(Givers.key(sourced.name().giver()));
            if (giver != null) {
                add(given(sourced, sharing(sourced.name().name(), document, others)), names.get(giver));
            } else if (!Givers.isKnown(sourced.name().giver())) {
                add(given(sourced, sharing(sourced.name().name(), document, others)), unattributed);
            }
        }
        names.values().removeIf(List::isEmpty);
        Card card = searcher.card(document);
        return new Row(CardReference.of(card), card instanceof ActorCard actor ? actor.country() : List.of(), names,
                unattributed);
    }

    /**
     * What a giver calls the actors that a name may mean.
     *
     * @param resolution the cards that the name may mean
     * @param giver the giver, as most cards spell it
     */
    public Translation translation(Resolution resolution, String giver) throws IOException {
        boolean isActor = resolution.meanings().stream().anyMatch(meaning -> meaning.card().kind() == Kind.ACTOR);
        List<Translated> cards = new ArrayList<>();
        List<Integer> translated = new ArrayList<>();
        for (Meaning meaning : resolution.meanings()) {
            Optional<Integer> document = document(meaning.card().uuid());
            if (document.isEmpty() || (isActor && meaning.card().kind() != Kind.ACTOR)
                    || translated.stream().anyMatch(other -> linked.areCounterparts(document.orElseThrow(), other))) {
                continue;
            }
            translated.add(document.get());
            cards.add(new Translated(meaning.card(), meaning.as(), meaning.giver(), meaning.degree(),
                    names(document.get(), giver)));
        }
        return new Translation(resolution.name(), giver, cards, searcher.provenance());
    }

    /** The names that the giver uses on the actor's card, then in other sources, then on counterparts of the card. */
    private List<GivenName> names(int document, String giver) throws IOException {
        List<MappedNames.Sourced> all = new ArrayList<>(names(document));
        for (LinkedCards.Link link : linked.of(document)) {
            if (link.isCounterpart()) {
                Card other = searcher.card(link.document());
                for (Name name : other.names()) {
                    if (counterparts.isUndisputed(name.name(), searcher.card(document), document)) {
                        all.add(new MappedNames.Sourced(name, other.collection()));
                    }
                }
            }
        }
        String key = Givers.key(giver);
        List<GivenName> names = new ArrayList<>();
        all.stream().filter(sourced -> Givers.key(sourced.name().giver()).equals(key))
                .forEach(sourced -> add(given(sourced, List.of()), names));
        return names;
    }

    /** The names of the document's card, then those of other sources. */
    private List<MappedNames.Sourced> names(int document) throws IOException {
        List<MappedNames.Sourced> names = new ArrayList<>();
        for (Name name : searcher.card(document).names()) {
            names.add(new MappedNames.Sourced(name, ""));
        }
        names.addAll(extra.of(document));
        return names;
    }

    private static GivenName given(MappedNames.Sourced sourced, List<CardReference> sharing) {
        return new GivenName(sourced.name().name(), sourced.source(), sharing);
    }

    /** Adds a name unless another spelling of it is there. */
    private static void add(GivenName name, List<GivenName> names) {
        String key = NameKeys.folded(name.name());
        if (names.stream().noneMatch(other -> other.name().equals(name.name())
                || (!key.isEmpty() && NameKeys.folded(other.name()).equals(key)))) {
            names.add(name);
        }
    }

    /** Other cards with the name that are no counterparts of the document. */
    private List<CardReference> sharing(String name, int document, FixedBitSet among) throws IOException {
        List<CardReference> sharing = new ArrayList<>(0);
        for (int other : named.others(name, document, among)) {
            if (!linked.areCounterparts(document, other)) {
                sharing.add(CardReference.of(searcher.card(other)));
            }
        }
        sharing.sort(CardReference.BY_NAME);
        return sharing;
    }

    private Optional<Integer> document(UUID uuid) throws IOException {
        return new CardLookup(searcher).documents(uuid.toString()).first().stream().findFirst();
    }
}
