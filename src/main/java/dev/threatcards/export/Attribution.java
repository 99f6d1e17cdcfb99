package dev.threatcards.export;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.Provenance;

/** Source, date and licence of a collection, which every export has to state. Date and licence may be empty. */
record Attribution(String collection, String source, String date, String license) {

    static Attribution of(String collection, Provenance provenance) {
        Provenance own = provenance.of(List.of(collection));
        String source = own.decks().stream().map(deck -> deck.deck().source()).distinct()
                .collect(Collectors.joining(" and "));
        return new Attribution(collection, source, own.date(), own.license());
    }

    /** "Threat Group Cards: A Threat Actor Encyclopedia, 2024-08-27, CC BY-NC-SA 4.0". */
    String statement() {
        return Stream.of(source, date, license).filter(text -> !text.isEmpty()).collect(Collectors.joining(", "));
    }

    ObjectNode json() {
        return JsonNodeFactory.instance.objectNode().put("collection", collection).put("source", source)
                .put("date", date).put("license", license);
    }
}
