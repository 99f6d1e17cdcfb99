package dev.threatcards.json;

import java.util.Collection;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A JSON Schema (2020-12) of what a client sends: a parameter, a body, the arguments of a tool. What the server answers has its schema
 * derived by {@link RecordSchemas}. Immutable: each method returns a new schema.
 */
public final class JsonSchema {

    private final ObjectNode form;

    private JsonSchema(ObjectNode form) {
        this.form = form;
    }

    private static JsonSchema type(String type) {
        return new JsonSchema(JsonNodeFactory.instance.objectNode().put("type", type));
    }

    /** Any text. */
    public static JsonSchema text() {
        return type("string");
    }

    /** A text of at most {@code max} characters. */
    public static JsonSchema text(int max) {
        return text().with("maxLength", max);
    }

    /** A text that is one of the values. */
    public static JsonSchema oneOf(Collection<String> values) {
        ObjectNode form = text().form;
        values.forEach(form.putArray("enum")::add);
        return new JsonSchema(form);
    }

    /** True or false. */
    public static JsonSchema flag() {
        return type("boolean");
    }

    /** A whole number, 0 or more. */
    public static JsonSchema count() {
        return type("integer").with("minimum", 0);
    }

    /** A whole number, both ends included. */
    public static JsonSchema range(int from, int to) {
        return type("integer").with("minimum", from).with("maximum", to);
    }

    /** A list whose members all have that schema. */
    public static JsonSchema listOf(JsonSchema member) {
        ObjectNode form = type("array").form;
        form.set("items", member.json());
        return new JsonSchema(form);
    }

    /** A list of texts. */
    public static JsonSchema texts() {
        return listOf(text());
    }

    /** An object without members; those that are not added are refused. */
    public static JsonSchema object() {
        return new JsonSchema(type("object").form.put("additionalProperties", false));
    }

    /** With a member that is required. */
    public JsonSchema has(String member, JsonSchema value) {
        ObjectNode more = mayHave(member, value).form;
        more.withArray("required").add(member);
        return new JsonSchema(more);
    }

    /** With a member that may be absent. */
    public JsonSchema mayHave(String member, JsonSchema value) {
        ObjectNode more = json();
        more.withObjectProperty("properties").set(member, value.json());
        return new JsonSchema(more);
    }

    /** With a description, a sentence or two. */
    public JsonSchema meaning(String description) {
        return new JsonSchema(json().put("description", description));
    }

    /** With the value that is assumed where none is given. */
    public JsonSchema unlessTold(int usual) {
        return with("default", usual);
    }

    private JsonSchema with(String keyword, int value) {
        return new JsonSchema(json().put(keyword, value));
    }

    /** The schema as JSON; the caller may change it. */
    public ObjectNode json() {
        return form.deepCopy();
    }
}
