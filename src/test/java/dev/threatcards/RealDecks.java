package dev.threatcards;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import dev.threatcards.ingest.IngestReport;

/**
 * ETDA's own decks, which are not part of this project. They are expected in {@code ../shared/data}; tests that read them are marked with
 * {@link NeedsRealDecks}.
 */
public final class RealDecks {

    private static final Path FOLDER = Path.of("../shared/data");

    static final String MISSING = FOLDER + " is not there";

    private RealDecks() {
    }

    /** The index of the groups and the tools, made once by the first test that asks for it; tests only read it. */
    public static Path index() {
        return GroupsAndTools.INDEX;
    }

    /** The index of the decks of every form, see {@link #all()}. */
    static Path indexOfAll() {
        return EveryForm.INDEX;
    }

    private static final class GroupsAndTools {
        static final Path INDEX = made(List.of(groups(), tools()));
    }

    private static final class EveryForm {
        static final Path INDEX = made(all());
    }

    private static Path made(List<String> sources) {
        try {
            Path folder = Files.createTempDirectory("real-decks");
            IngestReport report = ThreatCards.build(folder).from(sources);
            if (!report.rejects().isEmpty()) {
                throw new AssertionError("cards of the real decks were rejected: " + report.rejects());
            }
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean areThere() {
        return Files.isDirectory(FOLDER);
    }

    public static String groups() {
        return file("groups-2024-08.json");
    }

    public static String tools() {
        return file("tools-2024-08.json");
    }

    public static String safe() {
        return file("card-safe.txt");
    }

    /** ETDA's list page of 2025-08. */
    public static String list() {
        return file("list-all-groups.html");
    }

    /** ETDA's MISP exports of 2020-10. */
    public static List<String> misp() {
        return List.of(file("misp-actors-2020-10.json"), file("misp-tools-2020-10.json"));
    }

    /** The MISP galaxy's clusters of threat actors and of producers. */
    public static List<String> galaxy() {
        return List.of(file("misp-galaxy-threat-actor.json"), file("misp-galaxy-producer.json"));
    }

    /** MITRE ATT&amp;CK for ICS. */
    public static String attack() {
        return file("attack-ics-18.1.stix.json");
    }

    /** MITRE ATT&amp;CK's enterprise groups with campaigns, software and techniques. */
    static String enterprise() {
        return file("attack-enterprise-groups.stix.json.gz");
    }

    /** Microsoft's mapping of names of actors. */
    static String microsoft() {
        return file("microsoft-actor-names.json");
    }

    /** All of them, in every form. */
    public static List<String> all() {
        return Stream.of(List.of(groups(), tools(), safe(), list(), attack()), misp(), galaxy()).flatMap(List::stream)
                .toList();
    }

    /** Queries over the groups and tools, each with the cards that are meant. */
    public static String judgedQueries() {
        return file("../relevance/queries.jsonl");
    }

    /** The folder of the JSON schemas of STIX 2.1. */
    public static String stixSchemas() {
        return file("../schemas/stix-2.1/schemas");
    }

    /** The JSON schema of MISP galaxy clusters. */
    public static String mispSchema() {
        return file("../schemas/misp/schema_clusters.json");
    }

    private static String file(String name) {
        Path file = FOLDER.resolve(name);
        if (!Files.exists(file)) {
            throw new IllegalStateException(
                    file + " is not there; a test that reads it is marked with @NeedsRealDecks, see CONTRIBUTING.md.");
        }
        return file.toString();
    }
}
