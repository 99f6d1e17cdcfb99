package dev.threatcards.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.threatcards.card.ActorCard;

/**
 * A card that was found.
 *
 * @param card the card
 * @param deck the id of the deck that it is from
 * @param score how well it fits; comparable within one result alone
 * @param matched the names and labels that it was found by, best reason first; empty where its running text alone has the words,
 *     which {@code highlights} show then
 * @param highlights passages around the words that matched, by field, "description" before "operations"; a field without
 *     any is absent
 */
public record Hit(ActorCard card, String deck, float score, List<Match> matched,
        Map<String, List<Highlight>> highlights) {

    public Hit {
        matched = List.copyOf(matched);
        highlights = Collections.unmodifiableMap(new LinkedHashMap<>(highlights));
    }
}
