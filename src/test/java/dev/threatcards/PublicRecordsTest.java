package dev.threatcards;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.threatcards.query.CardSelection;
import dev.threatcards.query.Filters;
import dev.threatcards.result.SearchResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every public record is a value: what it was made of may change afterwards, and what it gives cannot be changed. */
final class PublicRecordsTest {

    private static List<Class<?>> records() {
        return Samples.publicRecords();
    }

    private static Stream<Class<?>> recordsOfTheLibrary() {
        return records().stream().filter(type -> !type.getPackageName().contains(".web"));
    }

    @Test
    void theyAreFound() {
        assertThat(records()).contains(SearchResult.class, Filters.Choice.class, CardSelection.Identified.class)
                .hasSizeGreaterThan(60);
    }

    @ParameterizedTest
    @MethodSource("records")
    void laterChangesToWhatItWasMadeOfDoNotShow(Class<?> type) throws Exception {
        Object[] arguments = Samples.arguments(type);
        Object made = Samples.canonical(type).newInstance(arguments);
        String before = made.toString();
        for (Object argument : arguments) {
            empty(argument);
        }
        assertThat(made).hasToString(before);
    }

    @ParameterizedTest
    @MethodSource("records")
    void whatItGivesRefusesChanges(Class<?> type) throws Exception {
        Object made = Samples.canonical(type).newInstance(Samples.arguments(type));
        for (Method method : type.getMethods()) {
            if (method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers())
                    && (Collection.class.isAssignableFrom(method.getReturnType())
                            || Map.class.isAssignableFrom(method.getReturnType()))) {
                requireUnmodifiable(method.invoke(made), method.toString());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void itHasNoArrays(Class<?> type) {
        assertThat(type.getRecordComponents()).extracting(RecordComponent::getType).noneMatch(Class::isArray);
    }

    /** Of the components that are objects each is named where it is missing. */
    @ParameterizedTest
    @MethodSource("recordsOfTheLibrary")
    void aNullIsRefusedByName(Class<?> type) throws Exception {
        RecordComponent[] components = type.getRecordComponents();
        Constructor<?> canonical = Samples.canonical(type);
        for (int i = 0; i < components.length; i++) {
            if (!components[i].getType().isPrimitive()) {
                Object[] arguments = Samples.arguments(type);
                arguments[i] = null;
                requireNamed(canonical, arguments, components[i].getName());
            }
            if (Collection.class.isAssignableFrom(components[i].getType())) {
                Object[] arguments = Samples.arguments(type);
                addNull((Collection<?>) arguments[i]);
                requireNamed(canonical, arguments, components[i].getName());
            }
        }
    }

    private static void requireNamed(Constructor<?> canonical, Object[] arguments, String name) {
        assertThatThrownBy(() -> canonical.newInstance(arguments)).as("%s of %s", name, canonical)
                .isInstanceOf(InvocationTargetException.class).cause().isInstanceOf(NullPointerException.class)
                .hasMessageContaining(name);
    }

    private static void addNull(Collection<?> collection) {
        collection.add(null);
    }

    private static void empty(Object argument) {
        if (argument instanceof Map<?, ?> map) {
            map.values().forEach(PublicRecordsTest::empty);
            map.clear();
        } else if (argument instanceof Collection<?> collection) {
            new ArrayList<>(collection).forEach(PublicRecordsTest::empty);
            collection.clear();
        }
    }

    private static void requireUnmodifiable(Object value, String where) {
        if (value instanceof Map<?, ?> map) {
            assertThatThrownBy(map::clear).as(where).isInstanceOf(UnsupportedOperationException.class);
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                assertThatThrownBy(() -> entry.setValue(null)).as(where)
                        .isInstanceOf(UnsupportedOperationException.class);
                requireUnmodifiable(entry.getValue(), where);
            }
        } else if (value instanceof Collection<?> collection) {
            assertThatThrownBy(collection::clear).as(where).isInstanceOf(UnsupportedOperationException.class);
            for (Object element : collection) {
                requireUnmodifiable(element, where);
            }
        }
    }
}
