package dev.threatcards.web.api;

import java.util.List;

import dev.threatcards.card.Provenance;
import dev.threatcards.json.JsonOutput;
import dev.threatcards.result.CardProfile;
import dev.threatcards.result.DeckReport;
import dev.threatcards.result.Mention;
import dev.threatcards.result.Resolution;
import dev.threatcards.result.SearchResult;

/** Results as indented JSON, the same as the API answers: what the command line prints for programs. */
public final class AnswerText {

    private AnswerText() {
    }

    /** A result page of actors. */
    public static String of(SearchResult result) {
        return JsonOutput.pretty(SearchAnswer.of(result));
    }

    /** A card with its relations. */
    public static String of(CardProfile profile) {
        return JsonOutput.pretty(CardAnswer.of(profile));
    }

    /** The cards that one name may mean. */
    public static String of(Resolution resolution, Provenance provenance) {
        return JsonOutput.pretty(NamesAnswer.of(resolution, provenance));
    }

    /** The cards that each of several names may mean. */
    public static String of(List<Resolution> resolutions, Provenance provenance) {
        return JsonOutput.pretty(NamesAnswer.of(resolutions, provenance));
    }

    /** The places in a text where cards are named. */
    public static String ofMentions(List<Mention> mentions, Provenance provenance) {
        return JsonOutput.pretty(NamesAnswer.Mentions.of(mentions, provenance));
    }

    /** Where the cards come from, and what is odd about them. */
    public static String of(Provenance provenance, DeckReport findings) {
        return JsonOutput.pretty(DeckAnswer.of(provenance, findings));
    }
}
