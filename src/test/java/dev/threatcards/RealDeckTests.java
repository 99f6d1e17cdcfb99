package dev.threatcards;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * Skips tests that need the real decks where these are missing, counts them either way, and says the number at the end of the run. It
 * also stands in {@code target/real-deck-tests.txt}, which the build prints once more as its last message.
 */
final class RealDeckTests implements ExecutionCondition {

    private static final Path MESSAGE = Path.of("target/real-deck-tests.txt");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Count count = context.getRoot().getStore(ExtensionContext.Namespace.create(RealDeckTests.class))
                .getOrComputeIfAbsent(Count.class);
        testMethods(context).forEach(method -> count.tests.add(method.toGenericString()));
        return RealDecks.areThere()
                ? ConditionEvaluationResult.enabled("the real decks are there")
                : ConditionEvaluationResult.disabled(RealDecks.MISSING);
    }

    private static List<Method> testMethods(ExtensionContext context) {
        return context.getTestMethod().map(List::of).orElseGet(() -> AnnotationSupport
                .findAnnotatedMethods(context.getRequiredTestClass(), Testable.class, HierarchyTraversalMode.TOP_DOWN));
    }

    /** The tests of this run; closed with the root context, after the last test. */
    static final class Count implements AutoCloseable {

        private final Set<String> tests = ConcurrentHashMap.newKeySet();

        @Override
        public void close() {
            String message = tests.size() + " tests need real decks: "
                    + (RealDecks.areThere() ? "they ran." : "they were SKIPPED, see CONTRIBUTING.md.");
            System.out.println(message);
            try {
                Files.createDirectories(MESSAGE.getParent());
                Files.writeString(MESSAGE, message);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
