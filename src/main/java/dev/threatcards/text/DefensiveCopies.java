package dev.threatcards.text;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Unmodifiable copies of collections that a caller passes as arguments, in the order of the original. A null collection or element throws a
 * {@link NullPointerException} that names the argument. An immutable list is not copied again.
 */
public final class DefensiveCopies {

    private DefensiveCopies() {
    }

    /**
     * A list.
     *
     * @param name the name of the argument, for the exception
     */
    public static <T> List<T> list(List<? extends T> elements, String name) {
        requireElements(elements, name);
        return List.copyOf(elements);
    }

    /** A set. */
    public static <T> Set<T> set(Collection<? extends T> elements, String name) {
        requireElements(elements, name);
        return elements.size() <= 1 ? Set.copyOf(elements) : Collections.unmodifiableSet(new LinkedHashSet<>(elements));
    }

    /** A set of enum constants in declaration order. */
    public static <E extends Enum<E>> Set<E> enumSet(Collection<E> elements, String name) {
        requireElements(elements, name);
        return elements.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(elements));
    }

    /** A map. */
    public static <K, V> Map<K, V> map(Map<? extends K, ? extends V> entries, String name) {
        return map(entries, name, Function.identity());
    }

    /** A map to lists, which are copied too. */
    public static <K, V> Map<K, List<V>> lists(Map<? extends K, ? extends List<? extends V>> entries, String name) {
        return map(entries, name, values -> list(values, name));
    }

    /** A map with enum keys in declaration order. */
    public static <K extends Enum<K>, V> Map<K, V> enumMap(Map<K, ? extends V> entries, String name) {
        Map<K, V> copy = map(entries, name);
        return copy.isEmpty() ? copy : Collections.unmodifiableMap(new EnumMap<>(copy));
    }

    /** A map in key order. */
    public static <K extends Comparable<K>, V> Map<K, V> sortedMap(Map<K, ? extends V> entries, String name) {
        Map<K, V> copy = map(entries, name);
        return copy.isEmpty() ? copy : Collections.unmodifiableMap(new TreeMap<>(copy));
    }

    private static <K, V, W> Map<K, W> map(Map<? extends K, ? extends V> entries, String name,
            Function<? super V, ? extends W> copying) {
        Objects.requireNonNull(entries, name);
        if (entries.isEmpty()) {
            return Map.of();
        }
        Map<K, W> copies = LinkedHashMap.newLinkedHashMap(entries.size());
        entries.forEach((key, value) -> {
            requireElement(key, name);
            requireElement(value, name);
            copies.put(key, copying.apply(value));
        });
        return Collections.unmodifiableMap(copies);
    }

    private static void requireElements(Collection<?> elements, String name) {
        for (Object element : Objects.requireNonNull(elements, name)) {
            requireElement(element, name);
        }
    }

    private static void requireElement(Object element, String name) {
        if (element == null) {
            throw new NullPointerException("\"" + name + "\" has a null in it");
        }
    }
}
