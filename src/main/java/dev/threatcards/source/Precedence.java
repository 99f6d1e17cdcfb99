package dev.threatcards.source;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Field;
import dev.threatcards.source.form.ArchivedTextForm;
import dev.threatcards.source.form.CardPageForm;
import dev.threatcards.source.form.EtdaJsonForm;
import dev.threatcards.source.form.ListPageForm;
import dev.threatcards.source.form.MispEventForm;
import dev.threatcards.source.form.MispForm;
import dev.threatcards.source.form.StixForm;

/**
 * The order in which the sources of a card are considered for a field. ETDA's forms have different fields:
 *
 * <table>
 * <caption>fields, and the forms that have them, in the order of precedence</caption>
 * <tr><th>name, names, country, first seen<td>JSON, card page, archived text, MISP, list page
 * <tr><th>category<td>list page, card page, archived text, JSON, MISP
 * <tr><th>observed<td>list page, JSON
 * <tr><th>sponsor, motivation, description, sectors, targets, type, links<td>JSON, card page, archived text, MISP
 * <tr><th>tools, operations, counter operations<td>JSON, card page, archived text
 * <tr><th>last change<td>JSON, card page, archived text, list page
 * <tr><th>relations, techniques, unknown keys<td>the union of all
 * </table>
 *
 * A form that is not in the table has all fields, and comes last.
 *
 * <p>The table is ETDA's alone. Elsewhere the original comes before its copies: what is dated before what is not, such as the clusters of the
 * MISP galaxy that repeat MITRE ATT&amp;CK; then editions before reports; then the newest. Reports, in STIX or as events of MISP, unite their lists, because
 * each says what its author knew; any other source adds to a field only what no source before it has.
 */
final class Precedence {

    private static final List<String> ALL_FIELDS = List.of(EtdaJsonForm.FORM, CardPageForm.FORM, ArchivedTextForm.FORM);

    /** Forms of reports, whose lists are united. */
    private static final Set<String> REPORTS = Set.of(StixForm.FORM, MispEventForm.FORM);

    private static final Map<Field, List<String>> TABLE = table();

    private Precedence() {
    }

    private static Map<Field, List<String>> table() {
        List<String> withMisp = plus(ALL_FIELDS, MispForm.FORM);
        Map<Field, List<String>> table = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            table.put(field, switch (field) {
                case NAME, NAMES, COUNTRY, FIRST_SEEN -> plus(withMisp, ListPageForm.FORM);
                case CATEGORY -> List.of(ListPageForm.FORM, CardPageForm.FORM, ArchivedTextForm.FORM, EtdaJsonForm.FORM,
                        MispForm.FORM);
                case OBSERVED -> List.of(ListPageForm.FORM, EtdaJsonForm.FORM);
                case TOOLS, OPERATIONS, COUNTER_OPERATIONS -> ALL_FIELDS;
                case LAST_CHANGE -> plus(ALL_FIELDS, ListPageForm.FORM);
                default -> withMisp;
            });
        }
        return table;
    }

    private static List<String> plus(List<String> forms, String form) {
        return Stream.concat(forms.stream(), Stream.of(form)).toList();
    }

    static boolean hasField(Field field, DeckCard source) {
        return TABLE.get(field).contains(source.deck().form());
    }

    /**
     * The order of sources for a field: ETDA's first, then by the table, then cards identified by uuid before those identified by title,
     * then the newest edition first. For the order of others, see above.
     */
    static Comparator<DeckCard> order(Field field) {
        List<String> row = TABLE.get(field);
        return Comparator.comparing((DeckCard source) -> !isEtda(source))
                .thenComparingInt(source -> isEtda(source) ? rank(row, source) : 0).thenComparing(DeckCard::identity)
                .thenComparing(source -> !isEtda(source) && !source.deck().date().isKnown())
                .thenComparing(source -> !isEtda(source) && source.deck().extent() != Deck.Extent.EDITION)
                .thenComparing(source -> source.deck().date().from(), Comparator.reverseOrder())
                .thenComparing(source -> source.deck().id());
    }

    static boolean isEtda(DeckCard source) {
        return source.deck().collection().equals(Deck.ETDA);
    }

    /** Whether the lists of the source are united with those of others. */
    static boolean isUnited(DeckCard source) {
        return !isEtda(source) && REPORTS.contains(source.deck().form());
    }

    private static int rank(List<String> row, DeckCard source) {
        int rank = row.indexOf(source.deck().form());
        return rank < 0 ? row.size() : rank;
    }
}
