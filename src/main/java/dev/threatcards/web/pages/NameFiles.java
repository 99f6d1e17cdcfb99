package dev.threatcards.web.pages;

import java.util.List;

import dev.threatcards.card.Provenance;
import dev.threatcards.result.Mention;
import dev.threatcards.result.MentionedCard;
import dev.threatcards.result.Resolution;

/** Writes the downloads of the names pages. The API writes the same JSON; this interface keeps pages independent of it. */
public interface NameFiles {

    /** What names resolve to, as CSV. */
    String resolutionsCsv(List<Resolution> resolutions);

    /** What names resolve to, as JSON in UTF-8. */
    byte[] resolutionsJson(List<Resolution> resolutions, Provenance provenance);

    /** The cards that a text mentions, as CSV. */
    String mentionsCsv(List<MentionedCard> cards, String text);

    /** Every mention of a card in a text, as JSON in UTF-8. */
    byte[] mentionsJson(List<Mention> mentions, Provenance provenance);
}
