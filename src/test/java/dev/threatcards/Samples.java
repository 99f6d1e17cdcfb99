package dev.threatcards;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import dev.threatcards.architecture.ArchitectureTest;
import dev.threatcards.card.Editions;
import dev.threatcards.export.CsvTable;
import dev.threatcards.web.ServerOptions;
import dev.threatcards.web.http.ServerLimits;

/** Makes a value of any public type of the library, its collections mutable and with something in them. */
final class Samples {

    private static final Map<Class<?>, Object> SIMPLE = Map.ofEntries(Map.entry(String.class, "https://sample.example"),
            Map.entry(String[].class, new String[]{"sample"}), Map.entry(int.class, 1), Map.entry(long.class, 1L),
            Map.entry(double.class, 1d), Map.entry(float.class, 1f), Map.entry(boolean.class, true),
            Map.entry(Integer.class, 1), Map.entry(UUID.class, new UUID(1, 2)),
            Map.entry(LocalDate.class, LocalDate.EPOCH), Map.entry(YearMonth.class, YearMonth.of(2020, 3)),
            Map.entry(Instant.class, Instant.EPOCH), Map.entry(Duration.class, Duration.ofMinutes(1)),
            Map.entry(Path.class, Path.of("sample")), Map.entry(URI.class, URI.create("https://example.org/")),
            Map.entry(OptionalLong.class, OptionalLong.empty()),
            Map.entry(OutputStream.class, new ByteArrayOutputStream()),
            Map.entry(Throwable.class, new IOException("sample")),
            Map.entry(IOException.class, new IOException("sample")), Map.entry(Object.class, "sample"));

    /** Found once: reading all classes takes longer than a test. */
    private static final List<Class<?>> PUBLIC_TYPES = readPublicTypes();

    private Samples() {
    }

    /** The public records of the library and those that a server is started with, nested ones too. */
    static List<Class<?>> publicRecords() {
        return Stream.concat(publicTypes(), Stream.of(ServerOptions.class, ServerLimits.class)).filter(Class::isRecord)
                .toList();
    }

    /** The public types of the packages that the module exports. */
    static Stream<Class<?>> publicTypes() {
        return PUBLIC_TYPES.stream();
    }

    private static List<Class<?>> readPublicTypes() {
        URL program = ThreatCards.class.getProtectionDomain().getCodeSource().getLocation();
        return new ClassFileImporter().importUrl(program).stream()
                .filter(type -> ArchitectureTest.EXPORTED.contains(type.getPackageName()))
                .<Class<?>>map(JavaClass::reflect).filter(Samples::isPublic)
                .sorted(Comparator.comparing(Class::getName)).toList();
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
    }

    static Constructor<?> canonical(Class<?> type) throws ReflectiveOperationException {
        return type.getDeclaredConstructor(
                Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class[]::new));
    }

    /** One value for each component. */
    static Object[] arguments(Class<?> type) throws ReflectiveOperationException {
        List<Object> arguments = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            arguments.add(switch (component.getName()) {
                case "allowedHosts" -> new LinkedHashSet<>(Set.of("sample.example"));
                case "year" -> 2017;
                default -> of(component.getGenericType());
            });
        }
        return arguments.toArray();
    }

    /** A value of the type, a collection with one element. */
    static Object of(Type type) throws ReflectiveOperationException {
        return switch (type) {
            case ParameterizedType generic -> generic(generic);
            case TypeVariable<?> variable -> of(variable.getBounds()[0]);
            case WildcardType wildcard -> of(wildcard.getUpperBounds()[0]);
            case Class<?> plain -> plain(plain);
            default -> throw new AssertionError("no sample of " + type);
        };
    }

    private static Object generic(ParameterizedType type) throws ReflectiveOperationException {
        Class<?> raw = (Class<?>) type.getRawType();
        Object first = raw == Consumer.class ? null : of(type.getActualTypeArguments()[0]);
        if (raw == List.class || raw == Collection.class) {
            return new ArrayList<>(List.of(first));
        }
        if (raw == Set.class) {
            return new LinkedHashSet<>(Set.of(first));
        }
        if (Map.class.isAssignableFrom(raw)) {
            Map<Object, Object> map = new LinkedHashMap<>();
            map.put(first, of(type.getActualTypeArguments()[1]));
            return raw == Map.class ? map : new TreeMap<>(map);
        }
        if (raw == Optional.class) {
            return Optional.of(first);
        }
        return plain(raw);
    }

    private static Object plain(Class<?> type) throws ReflectiveOperationException {
        if (SIMPLE.containsKey(type)) {
            return SIMPLE.get(type);
        }
        if (type == CsvTable.class) {
            try {
                return new CsvTable(OutputStream.nullOutputStream(), List.of("sample"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (type == Editions.class) {
            return Editions.of(List.of());
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type == byte[].class) {
            return new byte[0];
        }
        if (type.isRecord()) {
            return canonical(type).newInstance(arguments(type));
        }
        if (type.isSealed()) {
            return plain(type.getPermittedSubclasses()[0]);
        }
        if (type.isInterface()) {
            InvocationHandler nothing = (proxy, method, arguments) -> null;
            return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, nothing);
        }
        throw new AssertionError("no sample of " + type);
    }
}
