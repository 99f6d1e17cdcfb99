package dev.threatcards.source;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Field;
import dev.threatcards.source.form.ArchivedTextForm;
import dev.threatcards.source.form.CardPageForm;
import dev.threatcards.source.form.EtdaJsonForm;
import dev.threatcards.source.form.ListPageForm;
import dev.threatcards.source.form.MispForm;

/**
 * Which source is asked first for which field of a card. ETDA's forms know different things of the same cards:
 *
 * <table>
 * <caption>the forms in the order in which they are asked; a form that is missing in a row cannot say anything there</caption>
 * <tr><th>name, names, country, first seen<td>JSON, card page, archived text, MISP, list page
 * <tr><th>category<td>list page, card page, archived text, JSON, MISP
 * <tr><th>observed<td>list page, JSON
 * <tr><th>sponsor, motivation, description, sectors, targets, type, links<td>JSON, card page, archived text, MISP
 * <tr><th>tools, operations, counter operations<td>JSON, card page, archived text
 * <tr><th>last change<td>JSON, card page, archived text, list page
 * <tr><th>relations, unknown keys<td>all, united
 * </table>
 *
 * A form that is in no row at all can say anything, and is asked after those above.
 */
final class Precedence {

    /** Forms that can say all that a card says: the export before what was saved of pages. */
    private static final List<String> WHOLE = List.of(EtdaJsonForm.FORM, CardPageForm.FORM, ArchivedTextForm.FORM);

    private static final Map<Field, List<String>> TABLE = table();

    private Precedence() {
    }

    private static Map<Field, List<String>> table() {
        List<String> andMisp = plus(WHOLE, MispForm.FORM);
        Map<Field, List<String>> table = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            table.put(field, switch (field) {
                case NAME, NAMES, COUNTRY, FIRST_SEEN -> plus(andMisp, ListPageForm.FORM);
                case CATEGORY -> List.of(ListPageForm.FORM, CardPageForm.FORM, ArchivedTextForm.FORM, EtdaJsonForm.FORM,
                        MispForm.FORM);
                case OBSERVED -> List.of(ListPageForm.FORM, EtdaJsonForm.FORM);
                case TOOLS, OPERATIONS, COUNTER_OPERATIONS -> WHOLE;
                case LAST_CHANGE -> plus(WHOLE, ListPageForm.FORM);
                case SPONSOR, MOTIVATION, DESCRIPTION, SECTORS, TARGETS, TYPE, MALPEDIA, INFORMATION, MITRE_ATTACK,
                        PLAYBOOK, ALIENVAULT_OTX, RELATIONS, UNKNOWN ->
                    andMisp;
            });
        }
        return table;
    }

    private static List<String> plus(List<String> forms, String form) {
        return Stream.concat(forms.stream(), Stream.of(form)).toList();
    }

    /** Whether the form can say anything in that field. */
    static boolean canSay(Field field, DeckCard source) {
        return TABLE.get(field).contains(source.deck().form());
    }

    /**
     * The order in which sources are asked for the field: ETDA's before others', then by the table, cards known by uuid before
     * those known by title, the newest edition first.
     */
    static Comparator<DeckCard> order(Field field) {
        List<String> row = TABLE.get(field);
        return Comparator.comparing((DeckCard source) -> !source.deck().collection().equals(Deck.ETDA))
                .thenComparingInt(source -> rank(row, source)).thenComparing(DeckCard::identity)
                .thenComparing(source -> source.deck().date().from(), Comparator.reverseOrder())
                .thenComparing(source -> source.deck().id());
    }

    private static int rank(List<String> row, DeckCard source) {
        int rank = row.indexOf(source.deck().form());
        return rank < 0 ? row.size() : rank;
    }
}
