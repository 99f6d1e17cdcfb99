package dev.threatcards.export;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The form of a JSON value, in the words of JSON Schema 2020-12; it stands beside the code that writes the value. An object has
 * the members that are named and no other. Immutable: each method gives a new one.
 */
public final class JsonSchema {

    /** Where references lead to: the place in an OpenAPI document under which named schemas stand. */
    public static final String NAMED = "#/components/schemas/";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String name;
    private final ObjectNode form;
    private final Map<String, JsonSchema> parts;

    private JsonSchema(String name, ObjectNode form, Map<String, JsonSchema> parts) {
        this.name = name;
        this.form = form;
        this.parts = parts;
    }

    private static JsonSchema of(ObjectNode form) {
        return new JsonSchema("", form, Map.of());
    }

    private static JsonSchema type(String type) {
        return of(NODES.objectNode().put("type", type));
    }

    /** Any text. */
    public static JsonSchema text() {
        return type("string");
    }

    /** A text of at most so many characters. */
    public static JsonSchema text(int most) {
        return of(text().form.put("maxLength", most));
    }

    /** A UUID as text. */
    public static JsonSchema uuid() {
        return of(text().form.put("format", "uuid"));
    }

    /** A day, {@code yyyy-MM-dd}. */
    public static JsonSchema day() {
        return of(text().form.put("format", "date"));
    }

    /** A text that is one of those. */
    public static JsonSchema oneOf(String... values) {
        return oneOf(List.of(values));
    }

    /** A text that is one of those. */
    public static JsonSchema oneOf(Collection<String> values) {
        ObjectNode form = text().form;
        values.forEach(form.putArray("enum")::add);
        return of(form);
    }

    /** Any text, or null. */
    public static JsonSchema textOrNull() {
        ObjectNode form = NODES.objectNode();
        form.putArray("type").add("string").add("null");
        return of(form);
    }

    /** True or false. */
    public static JsonSchema flag() {
        return type("boolean");
    }

    /** Any number. */
    public static JsonSchema number() {
        return type("number");
    }

    /** A whole number, 0 or more. */
    public static JsonSchema count() {
        return of(type("integer").form.put("minimum", 0));
    }

    /** A whole number, both ends included. */
    public static JsonSchema range(int from, int to) {
        return of(type("integer").form.put("minimum", from).put("maximum", to));
    }

    /** Any value at all. */
    public static JsonSchema anything() {
        return of(NODES.objectNode());
    }

    /** A form that another standard describes. */
    public static JsonSchema object() {
        return type("object");
    }

    /** An object without members yet; the name is what documents call it. */
    public static JsonSchema object(String name) {
        return new JsonSchema(name, object().form.put("additionalProperties", false), Map.of());
    }

    /** A list whose members are all like that. */
    public static JsonSchema listOf(JsonSchema member) {
        ObjectNode form = type("array").form;
        form.set("items", member.reference());
        return new JsonSchema("", form, member.named());
    }

    /** A list of texts. */
    public static JsonSchema texts() {
        return listOf(text());
    }

    /** An object of which any member has that form. */
    public static JsonSchema mapOf(JsonSchema value) {
        ObjectNode form = object().form;
        form.set("additionalProperties", value.reference());
        return new JsonSchema("", form, value.named());
    }

    /** Exactly one of several. */
    public static JsonSchema either(JsonSchema... forms) {
        ObjectNode form = NODES.objectNode();
        Map<String, JsonSchema> parts = new LinkedHashMap<>();
        Arrays.stream(forms).forEach(each -> {
            form.withArray("oneOf").add(each.reference());
            parts.putAll(each.named());
        });
        return new JsonSchema("", form, parts);
    }

    /** The same under another name, so that it can have more members. */
    public JsonSchema as(String other) {
        return new JsonSchema(other, form, parts);
    }

    /** With a member that is always there. */
    public JsonSchema has(String member, JsonSchema value) {
        JsonSchema more = mayHave(member, value);
        more.form.withArray("required").add(member);
        return more;
    }

    /** With a member that may be absent. */
    public JsonSchema mayHave(String member, JsonSchema value) {
        ObjectNode more = form.deepCopy();
        more.withObjectProperty("properties").set(member, value.reference());
        Map<String, JsonSchema> all = new LinkedHashMap<>(parts);
        all.putAll(value.named());
        return new JsonSchema(name, more, all);
    }

    /** With a sentence or two on what it means; of a schema with a name, what it means where it is used. */
    public JsonSchema meaning(String description) {
        return new JsonSchema("", reference().put("description", description), named());
    }

    /** With what it is unless told. */
    public JsonSchema unlessTold(int usual) {
        ObjectNode more = form.deepCopy();
        return new JsonSchema(name, more.put("default", usual), parts);
    }

    /** What stands where the value is described: the form, or what leads to it among {@link #named()}. */
    public ObjectNode reference() {
        return name.isEmpty() ? form.deepCopy() : NODES.objectNode().put("$ref", NAMED + name);
    }

    /** The form itself. */
    public ObjectNode form() {
        return form.deepCopy();
    }

    /** The schemas with names that this one is made of, itself included, each by its name. */
    public Map<String, JsonSchema> named() {
        Map<String, JsonSchema> all = new LinkedHashMap<>(parts);
        if (!name.isEmpty()) {
            all.put(name, this);
        }
        return all;
    }
}
