package dev.threatcards.result;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.threatcards.card.CardReference;
import dev.threatcards.result.Mention.Evidence;
import dev.threatcards.text.DefensiveCopies;

/**
 * A card that a text mentions.
 *
 * @param mentions its mentions in the order of the text; at least one. A mention of a shared name counts for each of the cards
 */
public record MentionedCard(CardReference card, List<Mention> mentions) {

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    private static final Comparator<MentionedCard> MOST_FIRST = Comparator
            .comparing((MentionedCard each) -> each.card().kind())
            .thenComparing(each -> each.mentions().size(), Comparator.reverseOrder());

    public MentionedCard {
        Objects.requireNonNull(card, "card");
        mentions = DefensiveCopies.list(mentions, "mentions");
    }

    /**
     * Groups mentions by card: actors before tools, then those with more mentions, then in the order of the text. Vulnerabilities are no
     * names of cards and left out, and so are names of mapping files whose actors have no card, see {@link #namesOfNoCard}.
     */
    public static List<MentionedCard> of(List<Mention> mentions) {
        Map<CardReference, List<Mention>> byCard = new LinkedHashMap<>();
        DefensiveCopies.list(mentions, "mentions").stream().filter(mention -> mention.kind() != Mention.Kind.CVE)
                .forEach(mention -> mention.cards()
                        .forEach(card -> byCard.computeIfAbsent(card, first -> new ArrayList<>()).add(mention)));
        return byCard.entrySet().stream().map(each -> new MentionedCard(each.getKey(), each.getValue()))
                .sorted(MOST_FIRST).toList();
    }

    /** The mentions of names of mapping files whose actors have no card, by name in the order of the text. */
    public static Map<Mention.Mapping, List<Mention>> namesOfNoCard(List<Mention> mentions) {
        Map<Mention.Mapping, List<Mention>> byName = new LinkedHashMap<>();
        DefensiveCopies.list(mentions, "mentions").stream().filter(Mention::isOfNoCard).forEach(mention -> byName
                .computeIfAbsent(mention.mapping().orElseThrow(), first -> new ArrayList<>()).add(mention));
        byName.replaceAll((name, all) -> List.copyOf(all));
        return Collections.unmodifiableMap(byName);
    }

    /** The titles of the mapping files that give the card the names, joined by ", "; empty if it has them all itself. */
    public String sources() {
        return mentions.stream().flatMap(mention -> mention.mapping().stream()).map(Mention.Mapping::source).distinct()
                .collect(Collectors.joining(", "));
    }

    /** The number of mentions. */
    public int count() {
        return mentions.size();
    }

    /** The first mention in the text. */
    public Mention first() {
        return mentions.getFirst();
    }

    /** The distinct spellings in the text, in its order, with single spaces. */
    public List<String> names() {
        return mentions.stream().map(mention -> WHITE_SPACE.matcher(mention.text()).replaceAll(" ")).distinct()
                .toList();
    }

    /** The strongest evidence of a mention. */
    public Evidence evidence() {
        return mentions.stream().map(Mention::evidence).min(Comparator.naturalOrder()).orElse(Evidence.NONE);
    }

    /** The distinct spellings in the text, with "(generic)" after those that are also ordinary words. */
    public List<String> spellings() {
        return mentions.stream().map(mention -> WHITE_SPACE.matcher(mention.text()).replaceAll(" ")
                + (mention.generic() ? " (generic)" : "")).distinct().toList();
    }
}
