package dev.threatcards.reliability;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.threatcards.reliability.WebClient.Request;

/** What people, programs and agents ask of a server, mixed: searches above all, pages, cards, names, reports, exports. */
final class Workload {

    private static final List<String> WORDS = List.of("government", "mail", "ransomware", "bank", "espionage", "wiper",
            "phishing", "backdoor", "defense", "energy", "energi", "mimikatz", "cobalt strike", "\"zero day\"", "0-day",
            "russia", "iranian", "china -mail", "tool:Mimikatz", "firstSeen:2012..", "attack*", "telecom", "media",
            "usa", "malware OR trojan", "xyzzy");
    private static final List<String> FACETS = List.of("country", "motivation", "sector", "target", "tool", "giver",
            "firstSeen", "active");
    private static final List<String> FORMATS = List.of("json", "ndjson", "csv", "csv-long", "stix", "misp");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> ids = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    /** Learns from the server which cards there are. */
    Workload(WebClient client) throws IOException, InterruptedException {
        for (JsonNode hit : JSON.readTree(client.get("api/v1/cards?size=100").body()).path("hits")) {
            ids.add(hit.path("id").asText());
            names.add(hit.path("name").asText());
        }
        if (ids.isEmpty()) {
            throw new IOException("The server has no cards.");
        }
    }

    Request next(Random random) {
        String word = WebClient.encoded(words(random));
        String facet = any(FACETS, random);
        String id = any(ids, random);
        return switch (random.nextInt(26)) {
            case 0, 1, 2, 3 -> Request.get("api/v1/cards?q=" + word + "&page=" + (1 + random.nextInt(3)));
            case 4, 5 -> Request.get("api/v1/cards?q=" + word + "&country=China&country=Russia&facetSize=50");
            case 6 -> Request.get("api/v1/cards?size=100&sort=name");
            case 7 -> Request.get("api/v1/facets/" + facet + "?q=" + word + "&facetSize=100");
            case 8, 9, 10 -> Request.get("?q=" + word);
            case 11 -> Request.get("");
            case 12, 13 -> Request.get("cards/" + id);
            case 14 -> Request.get("api/v1/cards/" + id);
            case 15 -> Request.get("api/v1/cards/" + id + "/similar?size=5");
            case 16 -> Request.get("api/v1/cards/" + id + "/related");
            case 17, 18 -> Request.get("api/v1/suggest?q=" + word.substring(0, Math.min(4, word.length())));
            case 19 -> Request.get("api/v1/resolve?name=" + WebClient.encoded(any(names, random)) + "&name=nobody");
            case 20 -> new Request("api/v1/scan",
                    "It was " + any(names, random) + ", or " + any(names, random) + " with Mimikatz.", "text/plain");
            case 21 -> Request.get("api/v1/export." + any(FORMATS, random) + "?kind=actor"
                    + (random.nextInt(4) == 0 ? "" : "&q=" + word));
            case 22 -> Request.get("explore?q=" + word);
            case 23 -> Request.get("compare?a=" + id + "&b=" + any(ids, random));
            case 24 -> Request.get("api/v1/stats?q=" + word);
            default -> Request.get(any(
                    List.of("deck", "api/v1/deck", "tools", "names", "api/v1/tools", "tools?q=" + word, "health/ready"),
                    random));
        };
    }

    private String words(Random random) {
        return any(WORDS, random) + (random.nextBoolean() ? "" : " " + any(WORDS, random));
    }

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
