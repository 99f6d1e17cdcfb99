package dev.threatcards.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reports that a card links to, by whose they are.
 *
 * @param host where they are; empty for what is no address
 * @param count how many there are, shown or not
 * @param addresses in the card's order
 */
record SourceHost(String host, int count, List<WebAddress> addresses) {

    /** Reports of a card that a page lists. */
    private static final int MOST = 1_000;

    /** The hosts of the addresses, the one of the most reports first, what is no address last. */
    static List<SourceHost> of(List<String> all, CardPage.Piece whole) {
        List<String> addresses = all.size() > MOST ? all.subList(0, MOST) : all;
        Map<String, List<WebAddress>> byHost = new LinkedHashMap<>();
        addresses.stream().map(WebAddress::of).distinct()
                .forEach(address -> byHost.computeIfAbsent(address.host(), first -> new ArrayList<>()).add(address));
        List<SourceHost> hosts = new ArrayList<>(byHost.entrySet().stream()
                .map(host -> new SourceHost(host.getKey(), host.getValue().size(), List.copyOf(host.getValue())))
                .sorted(Comparator.comparing((SourceHost host) -> host.host.isEmpty())
                        .thenComparingInt(host -> -host.addresses.size()).thenComparing(SourceHost::host))
                .toList());
        if (all.size() > MOST) {
            hosts.add(new SourceHost("and more", all.size() - MOST,
                    List.of(new WebAddress(whole.text(), "", whole.href()))));
        }
        return List.copyOf(hosts);
    }
}
