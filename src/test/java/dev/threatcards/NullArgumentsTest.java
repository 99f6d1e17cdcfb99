package dev.threatcards;

import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.ToolCard;
import dev.threatcards.error.IndexException;
import dev.threatcards.error.ThreatCardsException;
import dev.threatcards.ingest.IndexBuild;
import dev.threatcards.text.TextLines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What an embedder may not pass is refused where it is passed, and after closing everything is. */
final class NullArgumentsTest {

    @TempDir
    private static Path folder;

    @AutoClose
    private static ThreatCards cards;
    private static ThreatCards closed;

    @BeforeAll
    static void open() {
        cards = ThreatCards.inMemory(List.of(TestCards.actor("Blue Otter").card()));
        closed = ThreatCards.inMemory(List.of(TestCards.actor("Blue Otter").card()));
        closed.close();
    }

    private static List<Executable> methodsThatTakeObjects() {
        return Samples.publicTypes()
                // What the library alone throws and extends.
                .filter(type -> !ThreatCardsException.class.isAssignableFrom(type))
                .<Executable>flatMap(type -> Stream.concat(Arrays.stream(type.getDeclaredMethods()),
                        type.isRecord() ? Stream.of() : Arrays.stream(type.getConstructors())))
                .filter(method -> Modifier.isPublic(method.getModifiers())
                        && !Modifier.isAbstract(method.getModifiers()) && !method.isSynthetic())
                .filter(method -> !Set.of("equals", "valueOf", "compareTo").contains(method.getName()))
                .filter(method -> Arrays.stream(method.getParameterTypes()).anyMatch(type -> !type.isPrimitive()))
                .toList();
    }

    @Test
    void theEntryPointIsAmongThem() {
        assertThat(methodsThatTakeObjects()).extracting(Executable::getName).contains("search", "cards", "resolve",
                "scan", "export", "inMemory", "with", "orderedBy", "choice", "onProgress", "fetch", "of");
    }

    @ParameterizedTest
    @MethodSource("methodsThatTakeObjects")
    void aNullIsRefusedByName(Executable method) throws Exception {
        Parameter[] parameters = method.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            if (!parameters[i].getType().isPrimitive()) {
                Object[] arguments = arguments(method);
                arguments[i] = null;
                requireNamed(method, arguments, parameters[i].getName());
            }
            if (Collection.class.isAssignableFrom(parameters[i].getType())) {
                Object[] arguments = arguments(method);
                ((Collection<?>) arguments[i]).add(null);
                requireNamed(method, arguments, parameters[i].getName());
            }
        }
    }

    private static List<Method> methodsOfAnIndex() {
        return Arrays.stream(ThreatCards.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers())
                        && !method.isSynthetic() && !Set.of("close", "limits").contains(method.getName()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("methodsOfAnIndex")
    void afterClosingEveryCallSaysSo(Method method) throws Exception {
        Object[] arguments = arguments(method);
        assertThatThrownBy(() -> method.invoke(closed, arguments)).isInstanceOf(InvocationTargetException.class).cause()
                .isInstanceOf(IndexException.class)
                .hasMessage("The index was closed, and can be asked nothing any more; open it again.");
    }

    @Test
    void itCanBeClosedTwice() {
        closed.close();
    }

    private static Object[] arguments(Executable method) throws ReflectiveOperationException {
        List<Object> arguments = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            arguments.add(Samples.of(parameter.getParameterizedType()));
        }
        return arguments.toArray();
    }

    private static void requireNamed(Executable method, Object[] arguments, String name) {
        assertThatThrownBy(() -> invoke(method, arguments)).as("%s of %s", name, method)
                .isInstanceOf(InvocationTargetException.class).cause().isInstanceOf(NullPointerException.class)
                .satisfies(thrown -> assertThat(thrown.getMessage()).matches("(?s)\"?" + name + "\\b.*"));
    }

    private static Object invoke(Executable executable, Object[] arguments) throws ReflectiveOperationException {
        return executable instanceof Method method
                ? method.invoke(Modifier.isStatic(method.getModifiers()) ? null : receiver(method), arguments)
                : ((java.lang.reflect.Constructor<?>) executable).newInstance(arguments);
    }

    private static Object receiver(Method method) throws ReflectiveOperationException {
        Class<?> type = method.getDeclaringClass();
        if (type == ThreatCards.class) {
            return cards;
        }
        if (type == IndexBuild.class) {
            return ThreatCards.build(folder.resolve("index"));
        }
        if (type == ActorCard.Builder.class) {
            return ActorCard.builder("sample");
        }
        if (type == ToolCard.Builder.class) {
            return ToolCard.builder("sample");
        }
        return type == TextLines.class ? new TextLines("") : Samples.of(type);
    }
}
