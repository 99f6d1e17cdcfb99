package dev.threatcards;

import java.io.File;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolvedModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.export.ExportFormat;

import static org.assertj.core.api.Assertions.assertThat;

/** A module of somebody else's that requires the library's module: it is compiled, run, and made into a {@code jlink} image. */
final class ModuleIT {

    private static final String MODULE = "dev.threatcards";

    private static final String DESCRIPTOR = """
            module example.consumer {
                requires dev.threatcards;
            }
            """;

    private static final String MAIN = """
            package example.consumer;

            import dev.threatcards.ThreatCards;
            import dev.threatcards.export.ExportFormat;
            import dev.threatcards.query.CardQuery;
            import dev.threatcards.query.CardSelection;
            import java.io.ByteArrayOutputStream;
            import java.nio.file.Path;

            public final class Main {
                public static void main(String[] arguments) throws Exception {
                    Path index = Path.of(arguments[0]);
                    ThreatCards.build(index).fromStarterDeck();
                    try (ThreatCards cards = ThreatCards.open(index)) {
                        System.out.println(cards.search(CardQuery.of("fancybear")).hits().getFirst().card().name());
                        for (ExportFormat format : ExportFormat.values()) {
                            ByteArrayOutputStream out = new ByteArrayOutputStream();
                            CardSelection actors = CardSelection.of(CardQuery.all());
                            System.out.println(format.key() + " " + (cards.export(actors, format, out) > 30));
                        }
                    }
                }
            }
            """;

    @TempDir
    private static Path folder;
    private static String modules;

    /** Compiles the consumer with the modules of the class path that the library resolves to, and no others. */
    @BeforeAll
    static void compile() throws Exception {
        List<Path> jars = new ArrayList<>(Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of).filter(path -> path.toString().endsWith(".jar") && isModule(path)).toList());
        jars.add(Path.of(System.getProperty("plain.jar")));
        Configuration resolved = ModuleLayer.boot().configuration().resolve(ModuleFinder.of(jars.toArray(Path[]::new)),
                ModuleFinder.of(), Set.of(MODULE));
        modules = resolved.modules().stream().map(ResolvedModule::reference).map(ModuleReference::location)
                .map(location -> Path.of(location.orElseThrow()).toString())
                .collect(Collectors.joining(File.pathSeparator));
        Path sources = Files.createDirectories(folder.resolve("source/example/consumer"));
        Files.writeString(folder.resolve("source/module-info.java"), DESCRIPTOR);
        Files.writeString(sources.resolve("Main.java"), MAIN);
        run("javac", "--module-path", modules, "-d", folder.resolve("classes").toString(),
                folder.resolve("source/module-info.java").toString(), sources.resolve("Main.java").toString());
    }

    /** Whether it has a descriptor: {@code jlink} takes no automatic modules. */
    private static boolean isModule(Path jar) {
        try {
            return ModuleFinder.of(jar).findAll().stream().map(ModuleReference::descriptor)
                    .anyMatch(descriptor -> !descriptor.isAutomatic());
        } catch (FindException e) {
            return false;
        }
    }

    private static String run(String tool, String... arguments) throws IOException, InterruptedException {
        return run(Path.of(System.getProperty("java.home"), "bin", tool), arguments);
    }

    private static String run(Path program, String... arguments) throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, "log", "");
        Process run = new ProcessBuilder(Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList())
                .redirectError(log.toFile()).redirectOutput(log.toFile()).start();
        assertThat(run.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(run.exitValue()).as(Files.readString(log)).isZero();
        return Files.readString(log);
    }

    private static String[] searching(String modulePath, String index) {
        return new String[]{"--module-path", modulePath, "-m", "example.consumer/example.consumer.Main",
                folder.resolve(index).toString()};
    }

    @Test
    void theModuleExportsTheApiAlone() {
        ModuleDescriptor descriptor = ModuleFinder.of(Path.of(System.getProperty("plain.jar"))).find(MODULE)
                .orElseThrow().descriptor();
        assertThat(descriptor.exports()).allSatisfy(exported -> assertThat(exported.isQualified()).isFalse())
                .extracting(ModuleDescriptor.Exports::source).containsExactlyInAnyOrder(MODULE, MODULE + ".card",
                        MODULE + ".error", MODULE + ".export", MODULE + ".ingest", MODULE + ".query",
                        MODULE + ".report", MODULE + ".result");
    }

    @Test
    void aModuleThatRequiresItSearches() throws Exception {
        String output = run("java", searching(modules + File.pathSeparator + folder.resolve("classes"), "of-modules"));
        searchesAndExports(output);
    }

    private static void searchesAndExports(String output) {
        assertThat(output.lines()).anyMatch(line -> line.startsWith("Sofacy"))
                .containsAll(Stream.of(ExportFormat.values()).map(format -> format.key() + " true").toList());
    }

    @Test
    void anImageOfBothSearches() throws Exception {
        Path image = folder.resolve("image");
        run("jlink", "--module-path", modules + File.pathSeparator + folder.resolve("classes"), "--add-modules",
                "example.consumer", "--output", image.toString());
        String output = run(image.resolve("bin/java"), "-m", "example.consumer/example.consumer.Main",
                folder.resolve("of-image").toString());
        searchesAndExports(output);
        assertThat(output).doesNotContain("jdk.management");
    }
}
