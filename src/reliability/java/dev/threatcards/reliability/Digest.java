package dev.threatcards.reliability;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.error.SearchTimeoutException;
import dev.threatcards.export.ExportFormat;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.CardSelection;
import dev.threatcards.result.Hit;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What can be asked of an index, each answer as a text: two indexes with the same cards give the same. */
final class Digest {

    /** Something that is asked. */
    interface Question {
        String ask(ThreatCards cards) throws IOException;
    }

    /** An answer, when it is asked for. */
    interface Answer {
        String get() throws IOException;
    }

    private static final CardQuery EVERYWHERE = CardQuery.all().without(Facet.COLLECTION, "none");

    private Digest() {
    }

    /** Each kind of question by name: search, facets, cards, names, and every export. */
    static Map<String, Question> questions(ThreatCards undamaged) {
        List<UUID> ids = undamaged.search(CardQuery.all().page(1, 5)).hits().stream().map(Hit::card)
                .map(card -> card.uuid()).toList();
        List<String> names = undamaged.search(CardQuery.all().page(1, 5)).hits().stream().map(hit -> hit.card().name())
                .toList();
        Map<String, Question> questions = new LinkedHashMap<>();
        questions.put("search", cards -> cards.search(CardQuery.all()).toString()
                + cards.search(CardQuery.of("\"" + names.getFirst() + "\"")).hits()
                + cards.search(CardQuery.of("government mail -bank")).hits() + cards.tools(CardQuery.all()).hits());
        questions.put("facets", cards -> cards.facet(Facet.TOOL, "m", CardQuery.all()).toString()
                + cards.search(CardQuery.of("ransomware")).facets());
        questions.put("card", cards -> ids.stream().map(cards::profile).toList().toString()
                + names.stream().map(cards::cards).toList());
        questions.put("names", cards -> cards.resolve(names).toString()
                + cards.scan("They met " + String.join(" and ", names) + ".") + cards.suggest("ma", 20));
        questions.put("similar", cards -> cards.similar(ids.getFirst(), 5).toString());
        questions.put("doctor", cards -> cards.inspect().toString() + cards.provenance());
        for (ExportFormat format : ExportFormat.values()) {
            questions.put("export " + format.key(), cards -> export(cards, format));
        }
        return questions;
    }

    /** Asks again where a search was given up, since all the parts together keep a machine busy. */
    static String patiently(Answer answer) throws IOException {
        for (int left = 10;; left--) {
            try {
                return answer.get();
            } catch (SearchTimeoutException e) {
                if (left == 0) {
                    throw e;
                }
            }
        }
    }

    /** All cards of all collections in one form. */
    static String export(ThreatCards cards, ExportFormat format) throws IOException {
        return export(cards, format, format.isOfOneKind() ? Set.of(Kind.ACTOR) : Set.of(Kind.ACTOR, Kind.TOOL));
    }

    /** Those of some kinds. */
    static String export(ThreatCards cards, ExportFormat format, Set<Kind> kinds) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        cards.export(new CardSelection.Matching(EVERYWHERE, kinds), format, out);
        return out.toString(UTF_8);
    }

    static Map<String, String> answers(Map<String, Question> questions, ThreatCards cards) throws IOException {
        Map<String, String> answers = new LinkedHashMap<>();
        for (Map.Entry<String, Question> question : questions.entrySet()) {
            answers.put(question.getKey(), patiently(() -> question.getValue().ask(cards)));
        }
        return answers;
    }

    /** The cards that an index has, whatever run they were written in. */
    static String cards(ThreatCards cards) throws IOException {
        return export(cards, ExportFormat.NDJSON);
    }
}
