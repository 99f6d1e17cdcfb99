package dev.threatcards.server;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import dev.threatcards.card.Facet;
import dev.threatcards.search.UsedTool;

/**
 * Tools of an actor of which about as many others use each.
 *
 * @param note what this says
 * @param count how many there are, shown or not
 */
record ListedTools(String label, String note, int count, List<ListedTool> tools) {

    /**
     * A tool.
     *
     * @param href its page, which says who else uses it; where it has none, the search for its users
     * @param users how many actors use it
     */
    record ListedTool(String name, String href, int users) {
    }

    /** The rare ones first: they lead to other actors. */
    static List<ListedTools> of(List<UsedTool> tools, String home, CardPage.Piece whole) {
        List<ListedTools> groups = new ArrayList<>();
        add("Rare", "two to four actors use each", UsedTool::isRare, tools, home, whole, groups);
        add("No other actor’s", "as far as the cards know", tool -> tool.users() == 1, tools, home, whole, groups);
        add("Common", "used by five actors or more", tool -> tool.users() > 1 && !tool.isRare(), tools, home, whole,
                groups);
        return groups;
    }

    private static void add(String label, String note, Predicate<UsedTool> which, List<UsedTool> tools, String home,
            CardPage.Piece whole, List<ListedTools> groups) {
        List<UsedTool> some = tools.stream().filter(which).toList();
        if (!some.isEmpty()) {
            groups.add(new ListedTools(label, note, some.size(),
                    Shown.first(some, tool -> listed(tool, home), more -> new ListedTool(more, whole.href(), 0))));
        }
    }

    private static ListedTool listed(UsedTool tool, String home) {
        String href = tool.card().map(card -> Addresses.card(card, home))
                .orElseGet(() -> Addresses.search(Facet.TOOL, tool.label()));
        return new ListedTool(tool.label(), href, tool.users());
    }
}
