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
 * @param addresses in the card's order
 */
record SourceHost(String host, List<WebAddress> addresses) {

    /** The hosts of the addresses, the one of the most reports first, what is no address last. */
    static List<SourceHost> of(List<String> addresses) {
        Map<String, List<WebAddress>> byHost = new LinkedHashMap<>();
        addresses.stream().map(WebAddress::of).distinct()
                .forEach(address -> byHost.computeIfAbsent(address.host(), first -> new ArrayList<>()).add(address));
        return byHost.entrySet().stream().map(host -> new SourceHost(host.getKey(), List.copyOf(host.getValue())))
                .sorted(Comparator.comparing((SourceHost host) -> host.host.isEmpty())
                        .thenComparingInt(host -> -host.addresses.size()).thenComparing(SourceHost::host))
                .toList();
    }
}
