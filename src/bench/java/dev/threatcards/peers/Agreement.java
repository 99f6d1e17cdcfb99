package dev.threatcards.peers;

import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.threatcards.search.BenchmarkQueries.BenchmarkQuery;
import dev.threatcards.search.BenchmarkQueries.TextClass;

/** Whether peers find as many cards as ours: other analysis finds others, but not many. */
final class Agreement {

    /** A slow peer is not asked everything. */
    private static final long MOST_SECONDS = 40;

    private final Map<BenchmarkQuery, Long> ours = new HashMap<>();

    /** Asks all of ours. */
    Agreement(Peer peer, QueryOrder queries) throws IOException {
        try (PeerClient client = peer.connect()) {
            for (BenchmarkQuery query : queries.all()) {
                ours.put(query, client.ask(query).total());
            }
        }
    }

    /** Asks a peer, and says in how much it agrees. */
    String with(Peer peer, QueryOrder queries) throws IOException {
        int asked = 0;
        int same = 0;
        int near = 0;
        Map<TextClass, Integer> others = new EnumMap<>(TextClass.class);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        try (PeerClient client = peer.connect()) {
            for (BenchmarkQuery query : queries.all()) {
                if (System.nanoTime() > end) {
                    break;
                }
                long other = client.ask(query).total();
                long our = ours.get(query);
                asked++;
                same += other == our ? 1 : 0;
                near += Math.abs(other - our) <= our / 100.0 ? 1 : 0;
                if (other != our) {
                    others.merge(query.kind(), 1, Integer::sum);
                }
            }
        }
        return String.format(Locale.ROOT, "same total on %d of %d queries, within 1 %% on %d; another on %s", same,
                asked, near, others);
    }
}
