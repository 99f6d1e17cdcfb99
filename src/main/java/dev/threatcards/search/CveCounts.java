package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.card.CveId;
import dev.threatcards.card.Facet;
import dev.threatcards.index.CardReader;
import dev.threatcards.index.FacetColumn;
import dev.threatcards.result.CveList;

/** Counts the cards that mention each vulnerability. */
final class CveCounts {

    private static final Comparator<CveList.Count> MOST_CARDS_FIRST = Comparator
            .comparingInt((CveList.Count count) -> count.actors() + count.tools())
            .thenComparingInt(CveList.Count::actors).thenComparing(CveList.Count::id).reversed();

    private CveCounts() {
    }

    /**
     * The vulnerabilities that any of the cards mentions, the most cards first, of equally many the newest id first.
     *
     * @param text a part of the ids that begins with one of their parts: "CVE-2017", "2017", "118"; blank for all
     */
    static List<CveList.Count> of(FixedBitSet actors, FixedBitSet tools, String text, CardReader reader)
            throws IOException {
        FacetColumn column = reader.column(Facet.CVE);
        Map<String, Integer> ofActors = column.countsByValue(actors);
        Map<String, Integer> ofTools = column.countsByValue(tools);
        TreeSet<String> ids = new TreeSet<>(ofActors.keySet());
        ids.addAll(ofTools.keySet());
        String part = CveId.beginning(text).orElse(text.strip());
        List<CveList.Count> counts = new ArrayList<>();
        for (String id : ids) {
            if (FacetCounts.hasWord(id, part)) {
                counts.add(new CveList.Count(CveId.parse(id).orElseThrow(), ofActors.getOrDefault(id, 0),
                        ofTools.getOrDefault(id, 0)));
            }
        }
        counts.sort(MOST_CARDS_FIRST);
        return counts;
    }
}
