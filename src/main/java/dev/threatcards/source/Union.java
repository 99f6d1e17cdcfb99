package dev.threatcards.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.threatcards.card.Activity;
import dev.threatcards.card.Listing;
import dev.threatcards.card.Name;

/** Unions of what sources say in a field: the values of the first, then what each of the others adds. A single source is unchanged. */
final class Union {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private Union() {
    }

    static <T> List<T> of(List<List<T>> values) {
        return values.size() == 1 ? values.getFirst() : values.stream().flatMap(List::stream).distinct().toList();
    }

    static Listing listings(List<Listing> listings) {
        if (listings.size() == 1) {
            return listings.getFirst();
        }
        Map<String, Listing.Entry> entries = new LinkedHashMap<>();
        listings.forEach(listing -> listing.entries().forEach(entry -> entries.putIfAbsent(entry.text(), entry)));
        return new Listing(List.copyOf(entries.values()));
    }

    /** The names; one without a giver only if no source says who gave it. */
    static List<Name> names(List<List<Name>> names) {
        if (names.size() == 1) {
            return names.getFirst();
        }
        List<Name> all = of(names);
        Set<String> given = all.stream().filter(name -> !name.giver().isEmpty()).map(Name::name)
                .collect(Collectors.toSet());
        return all.stream().filter(name -> !name.giver().isEmpty() || !given.contains(name.name())).toList();
    }

    /** The activities; of those with the same date and first line, the first. */
    static List<Activity> activities(List<List<Activity>> activities) {
        if (activities.size() == 1) {
            return activities.getFirst();
        }
        Map<String, Activity> all = new LinkedHashMap<>();
        activities.forEach(each -> each.forEach(activity -> all.putIfAbsent(
                activity.date().text() + '\n' + activity.text().lines().findFirst().orElse(""), activity)));
        return List.copyOf(all.values());
    }

    /** Two values of an unknown key, in JSON: the elements of both if they are arrays, or else the first. */
    static String json(String one, String other) {
        if (one.equals(other) || !one.startsWith("[") || !other.startsWith("[")) {
            return one;
        }
        try {
            Set<JsonNode> elements = new LinkedHashSet<>();
            JSON.readTree(one).forEach(elements::add);
            JSON.readTree(other).forEach(elements::add);
            ArrayNode both = JsonNodeFactory.instance.arrayNode();
            return both.addAll(new ArrayList<>(elements)).toString();
        } catch (JsonProcessingException e) {
            // A value that is deeper or longer than this parser reads stays as its first source has it.
            return one;
        }
    }
}
