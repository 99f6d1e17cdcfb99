package dev.threatcards.result;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import dev.threatcards.card.CardReference;
import dev.threatcards.text.DefensiveCopies;

/**
 * A card that a text mentions.
 *
 * @param mentions where, in the order of the text; at least one. A mention that may mean several cards counts for each
 */
public record MentionedCard(CardReference card, List<Mention> mentions) {

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    /** Actors before tools, then those that are mentioned more often; the sort is stable. */
    private static final Comparator<MentionedCard> MOST_FIRST = Comparator
            .comparing((MentionedCard each) -> each.card().kind())
            .thenComparing(each -> each.mentions().size(), Comparator.reverseOrder());

    public MentionedCard {
        Objects.requireNonNull(card, "card");
        mentions = DefensiveCopies.list(mentions, "mentions");
    }

    /**
     * The cards of the mentions: actors before tools, those mentioned more often first, those mentioned as often in the order of
     * the text.
     */
    public static List<MentionedCard> of(List<Mention> mentions) {
        Map<CardReference, List<Mention>> byCard = new LinkedHashMap<>();
        DefensiveCopies.list(mentions, "mentions").forEach(mention -> mention.cards()
                .forEach(card -> byCard.computeIfAbsent(card, first -> new ArrayList<>()).add(mention)));
        return byCard.entrySet().stream().map(each -> new MentionedCard(each.getKey(), each.getValue()))
                .sorted(MOST_FIRST).toList();
    }

    /** How the text spells it, each spelling once with its white space single; those that are ordinary words as well say so. */
    public List<String> spellings() {
        return mentions.stream().map(mention -> WHITE_SPACE.matcher(mention.text()).replaceAll(" ")
                + (mention.generic() ? " (generic)" : "")).distinct().toList();
    }
}
