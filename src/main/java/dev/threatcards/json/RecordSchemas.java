package dev.threatcards.json;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonRootName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Derives JSON Schemas (2020-12) from the records that {@link JsonOutput} writes.
 *
 * <p>A record becomes an object that allows only its components. It is defined once, under its simple name or its
 * {@link JsonRootName}; all other places refer to the definition. A component is required unless {@link JsonInclude} omits its default
 * (an empty text or list, 0, null); one that is included {@code ALWAYS} may be null. {@link JsonUnwrapped} inlines the members of a
 * record, and {@link JsonPropertyDescription} describes a member. A sealed interface is one of its records, an enum one of its constants
 * as they are written, {@code Object} any value. Integers are 0 or more. Not thread-safe.
 */
public final class RecordSchemas {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String prefix;
    private final Map<String, ObjectNode> named = new TreeMap<>();
    private final Map<String, Class<?>> types = new HashMap<>();

    /** @param prefix the place of the definitions of records: {@code #/components/schemas/} */
    public RecordSchemas(String prefix) {
        this.prefix = prefix;
    }

    /** The definitions of all records so far, by their names. */
    public Map<String, ObjectNode> named() {
        return new TreeMap<>(named);
    }

    /**
     * The schema of a type: a reference if it is a record.
     *
     * @throws IllegalArgumentException if the type is not supported, or if two records have the same name
     */
    public ObjectNode of(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            ObjectNode list = type("array");
            list.set("items", of(generic.getActualTypeArguments()[0]));
            return list;
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            ObjectNode map = type("object");
            map.set("additionalProperties", of(generic.getActualTypeArguments()[1]));
            return map;
        }
        if (type instanceof Class<?> single) {
            return of(single);
        }
        throw new IllegalArgumentException("no schema for " + type);
    }

    private ObjectNode of(Class<?> type) {
        if (type.isEnum()) {
            ObjectNode constants = type("string");
            Arrays.stream(type.getEnumConstants()).map(JsonOutput::tree).forEach(constants.putArray("enum")::add);
            return constants;
        }
        if (type.isSealed()) {
            return oneOf(List.of(type.getPermittedSubclasses()));
        }
        if (type.isRecord()) {
            return reference(type);
        }
        return switch (type.getSimpleName()) {
            case "String" -> type("string");
            case "UUID" -> type("string").put("format", "uuid");
            case "LocalDate" -> type("string").put("format", "date");
            case "boolean" -> type("boolean");
            case "int", "Integer" -> type("integer").put("minimum", 0);
            case "float", "double" -> type("number");
            case "Map" -> type("object");
            case "Object" -> NODES.objectNode();
            default -> throw new IllegalArgumentException("no schema for " + type);
        };
    }

    /** The schema of a value that is of exactly one of the types. */
    public ObjectNode oneOf(List<Class<?>> types) {
        ObjectNode either = NODES.objectNode();
        ArrayNode alternatives = either.putArray("oneOf");
        types.forEach(type -> alternatives.add(of(type)));
        return either;
    }

    private ObjectNode reference(Class<?> type) {
        JsonRootName root = type.getAnnotation(JsonRootName.class);
        String name = root == null ? type.getSimpleName() : root.value();
        Class<?> before = types.putIfAbsent(name, type);
        if (before == null) {
            named.put(name, object(type));
        } else if (before != type) {
            throw new IllegalArgumentException(before + " and " + type + " have the same name");
        }
        return NODES.objectNode().put("$ref", prefix + name);
    }

    /** The schema of a record itself, not a reference to it. */
    public ObjectNode object(Class<?> type) {
        ObjectNode object = type("object").put("additionalProperties", false);
        ObjectNode properties = object.putObject("properties");
        ArrayNode required = object.putArray("required");
        addMembers(type, properties, required);
        return object;
    }

    private void addMembers(Class<?> type, ObjectNode properties, ArrayNode required) {
        for (RecordComponent component : type.getRecordComponents()) {
            Method accessor = component.getAccessor();
            if (accessor.isAnnotationPresent(JsonUnwrapped.class)) {
                addMembers(component.getType(), properties, required);
                continue;
            }
            ObjectNode member = of(component.getGenericType());
            JsonInclude include = accessor.getAnnotation(JsonInclude.class);
            if (include == null || include.value() == JsonInclude.Include.ALWAYS) {
                required.add(component.getName());
            }
            if (include != null && include.value() == JsonInclude.Include.ALWAYS) {
                member.putArray("type").add(component.getType() == String.class ? "string" : "object").add("null");
            }
            JsonPropertyDescription description = accessor.getAnnotation(JsonPropertyDescription.class);
            if (description != null) {
                member.put("description", description.value());
            }
            properties.set(component.getName(), member);
        }
    }

    private static ObjectNode type(String type) {
        return NODES.objectNode().put("type", type);
    }
}
