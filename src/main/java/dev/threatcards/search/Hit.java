package dev.threatcards.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.threatcards.card.Card;

/**
 * A card that was found.
 *
 * @param <C> actors or tools
 * @param card the card
 * @param score how well it fits; comparable within one result alone
 * @param matched the names and labels that it was found by, best reason first; empty where its running text alone has the words,
 *     which {@code highlights} show then
 * @param highlights passages around the words that matched, by field, "description" before "operations"; a field without
 *     any is absent
 */
public record Hit<C extends Card>(C card, float score, List<Match> matched, Map<String, List<Highlight>> highlights) {

    public Hit {
        matched = List.copyOf(matched);
        highlights = Collections.unmodifiableMap(new LinkedHashMap<>(highlights));
    }
}
