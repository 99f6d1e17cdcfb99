package dev.threatcards.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import dev.threatcards.BenchmarkDeck;
import dev.threatcards.card.ActorCard;
import dev.threatcards.search.BenchmarkActors;
import dev.threatcards.search.BenchmarkQueries;
import dev.threatcards.search.BenchmarkQueries.BenchmarkQuery;

/**
 * This project's server and other search engines in one run, on one deck and one set of queries, each over the interface that its
 * users have. Arguments: the number of invented cards or a deck in any form, the folder for indexes, the seconds of a round, the
 * number of rounds, the heap of each Java process, the peers, Maven's program, the folder of the peers'
 * projects, and the seconds that each is asked before it is measured, until compilers have done what they will.
 */
public final class PeersComparison {

    private static final List<Integer> CONNECTIONS = List.of(1, 16);

    /** Distinct texts of a class: with their filters many more queries than any cache keeps. */
    private static final int MANY_TEXTS = 400;

    /** So much of what a peer says when it does not start. */
    private static final int MOST_LINES = 14;

    private final Duration warmUp;
    private final Duration round;
    private final int rounds;
    private final List<Peer> peers = new ArrayList<>();

    private PeersComparison(Duration warmUp, Duration round, int rounds) {
        this.warmUp = warmUp;
        this.round = round;
        this.rounds = rounds;
    }

    /** Compares, and prints tables. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(
                Path.of(arguments[1], Path.of(arguments[0]).getFileName().toString()).toAbsolutePath());
        JavaPrograms programs = new JavaPrograms(Path.of(arguments[6]), Boolean.getBoolean("maven.offline"),
                Path.of(arguments[7]), folder, arguments[4]);
        PeersComparison comparison = new PeersComparison(Duration.ofSeconds(Long.parseLong(arguments[8])),
                Duration.ofSeconds(Long.parseLong(arguments[2])), Integer.parseInt(arguments[3]));
        try {
            comparison.compare(new BenchmarkDeck(arguments[0], folder).file(), programs,
                    Set.of(arguments[5].split(",")));
        } finally {
            comparison.peers.forEach(Peer::close);
        }
    }

    private void compare(Path source, JavaPrograms programs, Set<String> wanted) throws IOException {
        ThreatCardsPeer ours = new ThreatCardsPeer(programs, source);
        prepare(ours, List.of());
        List<PeerCard> cards = new ArrayList<>();
        List<ActorCard> sample;
        try (BenchmarkActors deck = BenchmarkActors.open(ours.index())) {
            AtomicInteger id = new AtomicInteger();
            deck.cards().forEach(card -> cards.add(PeerCard.of(id.getAndIncrement(), card)));
            sample = deck.sample();
        }
        ours.serve();
        for (Peer peer : List.of(new SolrPeer(programs), new OpenSearchPeer(programs), new SqlitePeer(programs),
                new PostgresPeer(programs))) {
            if (wanted.stream().anyMatch(peer.name().toLowerCase(Locale.ROOT)::startsWith)) {
                prepare(peer, cards);
            }
        }
        System.out.printf(Locale.ROOT, "%,d cards; heap of each Java server %s; no answer is compressed%n",
                cards.size(), programs.heap());
        cards.clear();
        measure(BenchmarkQueries.of(sample), BenchmarkQueries.of(sample, MANY_TEXTS));
    }

    /** Starts a peer and gives it the cards. One that does not start is left out, and said to be. */
    private void prepare(Peer peer, List<PeerCard> cards) {
        try {
            peers.add(peer);
            peer.start();
            long start = System.nanoTime();
            peer.index(cards);
            System.out.printf(Locale.ROOT, "%s: %s; indexed in %.1f s, %,.1f MB on disk%n", peer.name(),
                    peer.settings(), (System.nanoTime() - start) / 1e9, peer.bytesOnDisk() / 1e6);
        } catch (IOException e) {
            System.out.println(peer.name() + " IS NOT MEASURED: "
                    + e.toString().lines().limit(MOST_LINES).collect(Collectors.joining("\n")));
            peers.remove(peer);
            peer.close();
        }
    }

    private void measure(List<BenchmarkQuery> few, List<BenchmarkQuery> many) throws IOException {
        ComparisonTable table = new ComparisonTable();
        Agreement agreement = new Agreement(peers.getFirst(), new QueryOrder(few));
        for (Peer peer : peers.subList(1, peers.size())) {
            System.out.println(peer.name() + ": " + agreement.with(peer, new QueryOrder(few)));
        }
        measure(String.format(Locale.ROOT, "Not asked before: %,d queries, more than any cache keeps", many.size()),
                many, warmUp, table);
        measure(String.format(Locale.ROOT, "Asked before: %,d queries over and over", few.size()), few, round, table);
        table.print();
    }

    private void measure(String title, List<BenchmarkQuery> queries, Duration before, ComparisonTable table)
            throws IOException {
        List<QueryOrder> orders = peers.stream().map(peer -> new QueryOrder(queries)).toList();
        for (int p = 0; p < peers.size(); p++) {
            new Load(2, before).of(peers.get(p), orders.get(p));
        }
        for (int i = 0; i < rounds; i++) {
            System.out.printf(Locale.ROOT, "round %d of %d%n", i + 1, rounds);
            for (int connections : CONNECTIONS) {
                for (int p = 0; p < peers.size(); p++) {
                    table.add(title, connections, peers.get(p),
                            new Load(connections, round).of(peers.get(p), orders.get(p)));
                }
            }
        }
    }
}
