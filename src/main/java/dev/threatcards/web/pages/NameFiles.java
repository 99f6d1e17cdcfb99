package dev.threatcards.web.pages;

import java.util.List;

import dev.threatcards.card.Provenance;
import dev.threatcards.result.Mention;
import dev.threatcards.result.Resolution;

/** Writes the JSON downloads of the names pages, which is that of the API; this interface keeps pages independent of it. */
public interface NameFiles {

    /** What names resolve to, as JSON in UTF-8. */
    byte[] resolutionsJson(List<Resolution> resolutions, Provenance provenance);

    /** Every mention of a card in a text, as JSON in UTF-8. */
    byte[] mentionsJson(List<Mention> mentions, Provenance provenance);
}
