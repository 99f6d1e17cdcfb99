package dev.threatcards.names;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Name;
import dev.threatcards.card.Relation;
import dev.threatcards.deck.CardLookup;
import dev.threatcards.deck.MappedNames;
import dev.threatcards.deck.NameForms;
import dev.threatcards.deck.SearchScope;
import dev.threatcards.index.CardNames;
import dev.threatcards.index.CardReader;
import dev.threatcards.index.TokenizedCard;
import dev.threatcards.query.Limits;
import dev.threatcards.result.CardProfile.MappedName;
import dev.threatcards.result.Resolution;
import dev.threatcards.result.Resolution.Degree;
import dev.threatcards.result.Resolution.Meaning;
import dev.threatcards.search.NearNames;
import dev.threatcards.text.NameKeys;
import dev.threatcards.text.WrittenNames;

/** Resolves names to the cards of one commit that they may mean. For use by one thread. */
public final class NameResolver {

    /** The keys of a name that is asked for. */
    private record NameKey(String exact, String folded, String core) {

        static NameKey of(String name) {
            return new NameKey(NameKeys.exact(name), NameKeys.folded(name), NameKeys.core(name));
        }

        /** Whether the name of a card is the same to that degree. */
        boolean is(String name, Degree degree) {
            return switch (degree) {
                case EXACT -> NameKeys.exact(name).equals(exact);
                case FOLDED -> !folded.isEmpty() && NameKeys.folded(name).equals(folded);
                case CORE -> !core.isEmpty() && NameKeys.core(name).equals(core);
                case NEAR -> false;
            };
        }
    }

    /** The most cards of one kind that are read for a name. On the real deck at most two share one. */
    private static final int MOST = 1_000;

    private final CardReader searcher;
    private final Set<String> collections;
    private final Limits limits;
    private final NameForms forms;
    private final MappedNames mapped;
    private int unread;

    /**
     * @param collections the collections whose cards are considered; empty for all, of which others than ETDA's are considered only
     *     if no card of ETDA of that kind has the name
     * @param limits the longest name
     * @param mapped names from mapping files, which count where no card has the name itself in that spelling or another
     */
    public NameResolver(CardReader searcher, Set<String> collections, Limits limits, MappedNames mapped)
            throws IOException {
        this.mapped = mapped;
        this.limits = limits;
        this.searcher = searcher;
        this.collections = Set.copyOf(collections);
        this.forms = new NameForms(collections, searcher);
    }

    /** Resolves each of the names, in their order. */
    public List<Resolution> of(List<String> names) throws IOException {
        List<Resolution> resolutions = new ArrayList<>();
        for (String name : names) {
            resolutions.add(of(name));
        }
        return List.copyOf(resolutions);
    }

    private Resolution of(String name) throws IOException {
        if (name.isBlank() || name.length() > limits.nameLength()) {
            return Resolution.unknown(name, Optional.empty());
        }
        unread = 0;
        List<Meaning> identified = identified(name.strip());
        if (!identified.isEmpty()) {
            return Resolution.of(name, List.of(identified), unread, Optional.empty());
        }
        Optional<Resolution> read = read(name);
        if (read.isPresent()) {
            return read.get();
        }
        unread = 0;
        List<Meaning> adjoining = adjoining(name);
        if (!adjoining.isEmpty()) {
            return Resolution.of(name, List.of(adjoining), unread, Optional.empty());
        }
        unread = 0;
        return Resolution.of(name, List.of(near(name)), unread, forms.of(name));
    }

    /** The first reading of which all names are known; if there is none, the first of which any is, unless it is a loose one. */
    private Optional<Resolution> read(String name) throws IOException {
        Optional<Resolution> partly = Optional.empty();
        List<List<String>> readings = WrittenNames.readings(name);
        for (List<String> names : Stream.concat(readings.stream(), WrittenNames.looseReadings(name).stream())
                .toList()) {
            unread = 0;
            List<List<Meaning>> parts = named(names);
            if (!parts.isEmpty() && (parts.size() == names.size() || (partly.isEmpty() && readings.contains(names)))) {
                Resolution resolution = Resolution.of(name, parts, unread, Optional.empty());
                if (parts.size() == names.size()) {
                    return Optional.of(resolution);
                }
                partly = Optional.of(resolution);
            }
        }
        return partly;
    }

    /** The cards of which the name is several names in a row, see {@link AdjoiningNames}. */
    private List<Meaning> adjoining(String name) throws IOException {
        AdjoiningNames names = new AdjoiningNames(name);
        return names.runs().isEmpty() ? List.of() : names.of(byName(names.runs()));
    }

    private List<Meaning> identified(String name) throws IOException {
        if (!Relation.isUuid(name)) {
            return List.of();
        }
        String uuid = UUID.fromString(name).toString();
        List<Meaning> meanings = new ArrayList<>();
        for (String kind : List.of(CardFields.ACTOR, CardFields.TOOL)) {
            for (Card card : cards(new SearchScope(kind, collections),
                    new TermQuery(new Term(CardFields.UUID, uuid)))) {
                meanings.add(new Meaning(CardReference.of(card), uuid, "", Degree.EXACT, "", replacements(card)));
            }
        }
        return meanings;
    }

    /** For each of the names that any card has, these cards. */
    private List<List<Meaning>> named(List<String> names) throws IOException {
        return List.copyOf(byKey(names.stream().map(NameKey::of).toList()).values());
    }

    /** The cards of each of the names that any card has. */
    private Map<String, List<Meaning>> byName(List<String> names) throws IOException {
        Map<String, NameKey> keys = names.stream().distinct().collect(Collectors.toMap(name -> name, NameKey::of));
        Map<NameKey, List<Meaning>> meanings = byKey(keys.values().stream().distinct().toList());
        return keys.entrySet().stream().filter(name -> meanings.containsKey(name.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, name -> meanings.get(name.getValue())));
    }

    private Map<NameKey, List<Meaning>> byKey(List<NameKey> keys) throws IOException {
        Map<NameKey, List<Meaning>> meanings = new LinkedHashMap<>();
        Query called = called(keys);
        FixedBitSet matching = searcher.matching(called);
        for (String kind : List.of(CardFields.ACTOR, CardFields.TOOL)) {
            for (Card card : preferred(kind, called, matching)) {
                for (NameKey key : keys) {
                    meaning(card, key).ifPresent(
                            meaning -> meanings.computeIfAbsent(key, first -> new ArrayList<>()).add(meaning));
                }
            }
        }
        for (NameKey key : keys) {
            List<Meaning> known = meanings.getOrDefault(key, List.of());
            if (known.stream().allMatch(meaning -> meaning.degree() == Degree.CORE)) {
                mapped(key, !known.isEmpty())
                        .forEach(meaning -> meanings.computeIfAbsent(key, first -> new ArrayList<>()).add(meaning));
            }
        }
        return meanings;
    }

    /**
     * The actors that mapping files give the name.
     *
     * @param isCoreKnown whether cards have the name but for its head nouns, so that a mapping has to have it as it is
     */
    private List<Meaning> mapped(NameKey key, boolean isCoreKnown) throws IOException {
        List<MappedNames.Named> all = mapped.folded(key.folded);
        if (all.isEmpty() && !isCoreKnown) {
            all = mapped.core(key.core);
        }
        if (all.isEmpty()) {
            return List.of();
        }
        FixedBitSet etda = new SearchScope(CardFields.ACTOR, Set.of(Deck.ETDA)).cards(searcher);
        boolean isEtda = collections.isEmpty() && all.stream().anyMatch(named -> etda.get(named.document()));
        FixedBitSet scope = isEtda ? etda : new SearchScope(CardFields.ACTOR, collections).cards(searcher);
        Map<Integer, List<MappedNames.Named>> byCard = all.stream().filter(named -> scope.get(named.document()))
                .collect(Collectors.groupingBy(MappedNames.Named::document, LinkedHashMap::new, Collectors.toList()));
        List<Meaning> meanings = new ArrayList<>();
        for (List<MappedNames.Named> names : byCard.values()) {
            Card card = searcher.cards(names.getFirst().document()).getFirst().card();
            meanings.add(mapped(card, key, names.stream().map(MappedNames.Named::name).toList()));
        }
        return meanings;
    }

    private static Meaning mapped(Card card, NameKey key, List<MappedName> names) {
        Degree degree = Degree.CORE;
        String as = names.getFirst().name().name();
        for (Degree better : List.of(Degree.FOLDED, Degree.EXACT)) {
            for (MappedName name : names) {
                if (key.is(name.name().name(), better)) {
                    degree = better;
                    as = name.name().name();
                }
            }
        }
        return new Meaning(CardReference.of(card), as,
                names.stream().map(name -> name.name().giver()).filter(giver -> !giver.isEmpty()).distinct()
                        .collect(Collectors.joining(", ")),
                degree, names.stream().map(MappedName::source).distinct().collect(Collectors.joining(", ")));
    }

    private static Query called(List<NameKey> names) {
        BooleanQuery.Builder called = new BooleanQuery.Builder();
        for (NameKey name : names) {
            called.add(new TermQuery(new Term(CardFields.NAME_EXACT, name.exact)), Occur.SHOULD);
            // A name without letters and digits has empty keys.
            if (!name.folded.isEmpty()) {
                called.add(new TermQuery(new Term(CardFields.NAME_FOLDED, name.folded)), Occur.SHOULD);
                called.add(new TermQuery(new Term(CardFields.NAME_CORE, name.core)), Occur.SHOULD);
            }
        }
        return called.build();
    }

    private Optional<Meaning> meaning(Card card, NameKey asked) throws IOException {
        List<Name> names = CardNames.of(card);
        for (Degree degree : List.of(Degree.EXACT, Degree.FOLDED, Degree.CORE)) {
            Optional<Meaning> meaning = meaning(card,
                    names.stream().filter(name -> asked.is(name.name(), degree)).toList(), degree);
            if (meaning.isPresent()) {
                return meaning;
            }
        }
        return Optional.empty();
    }

    /** The card under the first matching name, with all givers of that name. */
    private Optional<Meaning> meaning(Card card, List<Name> matching, Degree degree) throws IOException {
        if (matching.isEmpty()) {
            return Optional.empty();
        }
        String first = matching.getFirst().name();
        String givers = matching.stream().filter(name -> name.name().equals(first)).map(Name::giver)
                .filter(giver -> !giver.isEmpty()).distinct().collect(Collectors.joining(", "));
        return Optional.of(new Meaning(CardReference.of(card), first, givers, degree, "", replacements(card)));
    }

    /** The cards in favour of which the card was revoked. */
    private List<CardReference> replacements(Card card) throws IOException {
        List<CardReference> replacements = new ArrayList<>();
        for (Relation relation : card.edition().isCurrent() ? List.<Relation>of() : card.relations()) {
            if (relation.type().equals(Relation.REVOKED_BY) && relation.uuid().isPresent()) {
                for (int document : new CardLookup(searcher).documents(relation.target()).first()) {
                    replacements.add(CardReference.of(searcher.card(document)));
                }
            }
        }
        return replacements.stream().distinct().toList();
    }

    /** The actors and tools that the name is a misspelling of. */
    private List<Meaning> near(String name) throws IOException {
        for (Set<String> among : collections.isEmpty()
                ? List.of(Set.of(Deck.ETDA), collections)
                : List.of(collections)) {
            List<SearchScope> scopes = List.of(new SearchScope(CardFields.ACTOR, among),
                    new SearchScope(CardFields.TOOL, among));
            FixedBitSet both = scopes.getFirst().cards(searcher).clone();
            both.or(scopes.getLast().cards(searcher));
            Set<String> keys = NearNames.of(name, both, searcher);
            List<Meaning> meanings = new ArrayList<>();
            for (SearchScope scope : keys.isEmpty() ? List.<SearchScope>of() : scopes) {
                for (Card card : cards(scope, NearNames.query(keys))) {
                    meaning(card,
                            CardNames.of(card).stream().filter(each -> NearNames.isOneOf(keys, each.name())).toList(),
                            Degree.NEAR).ifPresent(meanings::add);
                }
            }
            if (!meanings.isEmpty()) {
                return meanings;
            }
        }
        return List.of();
    }

    /**
     * The cards of the kind that match; only ETDA's if a current one of them does and no collection is selected.
     *
     * @param matching the cards of any kind and collection that match; mostly none does, and intersecting two bit sets is cheaper than a
     *     search
     */
    private List<Card> preferred(String kind, Query called, FixedBitSet matching) throws IOException {
        SearchScope etda = new SearchScope(kind, Set.of(Deck.ETDA));
        SearchScope scope = collections.isEmpty() && matching.intersects(etda.current().cards(searcher))
                ? etda
                : new SearchScope(kind, collections);
        return matching.intersects(scope.cards(searcher)) ? cards(scope, called) : List.of();
    }

    private List<Card> cards(SearchScope scope, Query called) throws IOException {
        CardLookup.Documents found = CardLookup.find(scope.filtered(called), MOST, searcher);
        unread += found.total() - found.first().size();
        return searcher.cards(found.first().stream().mapToInt(document -> document).toArray()).stream()
                .map(TokenizedCard::card).toList();
    }
}
