package dev.threatcards.json;

import java.util.Collection;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A JSON Schema (2020-12) of a request: a parameter, a body, the arguments of a tool. {@link RecordSchemas} derives the schemas of
 * responses. Immutable: each method returns a new schema.
 */
public final class JsonSchema {

    private final ObjectNode form;

    private JsonSchema(ObjectNode form) {
        this.form = form;
    }

    private static JsonSchema type(String type) {
        return new JsonSchema(JsonNodeFactory.instance.objectNode().put("type", type));
    }

    /** A text. */
    public static JsonSchema text() {
        return type("string");
    }

    /** A text of at most {@code max} characters. */
    public static JsonSchema text(int max) {
        return text().with("maxLength", max);
    }

    /** One of the texts. */
    public static JsonSchema oneOf(Collection<String> values) {
        ObjectNode form = text().form;
        values.forEach(form.putArray("enum")::add);
        return new JsonSchema(form);
    }

    /** True or false. */
    public static JsonSchema flag() {
        return type("boolean");
    }

    /** An integer, 0 or more. */
    public static JsonSchema count() {
        return type("integer").with("minimum", 0);
    }

    /** An integer in a range, both ends included. */
    public static JsonSchema range(int from, int to) {
        return type("integer").with("minimum", from).with("maximum", to);
    }

    /** A list of values of that schema. */
    public static JsonSchema listOf(JsonSchema member) {
        ObjectNode form = type("array").form;
        form.set("items", member.json());
        return new JsonSchema(form);
    }

    /** A list of texts. */
    public static JsonSchema texts() {
        return listOf(text());
    }

    /** An object that allows only the members that are added to it. */
    public static JsonSchema object() {
        return new JsonSchema(type("object").form.put("additionalProperties", false));
    }

    /** Adds a required member. */
    public JsonSchema has(String member, JsonSchema value) {
        ObjectNode more = mayHave(member, value).form;
        more.withArray("required").add(member);
        return new JsonSchema(more);
    }

    /** Adds an optional member. */
    public JsonSchema mayHave(String member, JsonSchema value) {
        ObjectNode more = json();
        more.withObjectProperty("properties").set(member, value.json());
        return new JsonSchema(more);
    }

    /** Sets the description. */
    public JsonSchema meaning(String description) {
        return new JsonSchema(json().put("description", description));
    }

    /** Sets the default value. */
    public JsonSchema unlessTold(int usual) {
        return with("default", usual);
    }

    private JsonSchema with(String keyword, int value) {
        return new JsonSchema(json().put(keyword, value));
    }

    /** A copy of the schema as JSON. */
    public ObjectNode json() {
        return form.deepCopy();
    }
}
