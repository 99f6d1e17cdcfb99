package dev.threatcards.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Tries to break what the README promises, part by part, and writes what came of it: a file of Markdown for each part, and the table
 * of all parts that were ever run in that folder. See RELIABILITY.md.
 */
public final class Reliability {

    /** A part of the run. */
    interface Part {
        Result run() throws Exception;
    }

    static final Map<String, Function<Settings, Part>> PARTS = parts();

    private Reliability() {
    }

    private static Map<String, Function<Settings, Part>> parts() {
        Map<String, Function<Settings, Part>> parts = new LinkedHashMap<>();
        parts.put("kills", settings -> new Kills(settings)::run);
        parts.put("damage", settings -> new Damage(settings)::run);
        parts.put("fuzz", settings -> new Fuzz(settings)::run);
        parts.put("hostile", settings -> new Hostile(settings)::run);
        parts.put("disk", settings -> new FullDisk(settings)::run);
        parts.put("descriptors", settings -> new Descriptors(settings)::run);
        parts.put("heap", settings -> new SmallHeap(settings)::run);
        parts.put("agents", settings -> new Agents(settings)::run);
        parts.put("soak", settings -> new Soak(settings)::run);
        return parts;
    }

    /** Runs the parts that the system property {@code reliability.parts} names, all unless told; ends with 1 if one did not hold. */
    public static void main(String[] arguments) throws Exception {
        Settings settings = Settings.ofProperties();
        String named = System.getProperty("reliability.parts", "");
        List<String> names = named.isBlank() ? List.copyOf(PARTS.keySet()) : List.of(named.split(",", -1));
        if (!PARTS.keySet().containsAll(names)) {
            System.err.println("There is no such part among " + names + "; known are " + PARTS.keySet() + ".");
            System.exit(2);
        }
        Files.createDirectories(settings.folder());
        System.out.println("seed " + settings.seed() + ", parts " + names + ", program "
                + (Files.exists(settings.jar()) ? settings.jar() : "on the class path"));
        boolean held = true;
        for (String name : names) {
            System.out.println("begin " + name);
            Result result = PARTS.get(name).apply(settings).run();
            System.out.println(result.markdown());
            Files.writeString(settings.folder().resolve(name + ".md"), result.markdown());
            held &= result.held();
        }
        Files.writeString(settings.folder().resolve("table.md"), table(settings.folder()));
        System.out.println(table(settings.folder()));
        System.exit(held ? 0 : 1);
    }

    /** The rows of all parts that have left one in the folder. */
    private static String table(Path folder) throws IOException {
        StringBuilder table = new StringBuilder(Result.HEADER);
        for (String name : PARTS.keySet()) {
            Path file = folder.resolve(name + ".md");
            if (Files.exists(file)) {
                Files.readAllLines(file).stream().filter(line -> line.startsWith("| " + name + " |"))
                        .forEach(row -> table.append(row).append('\n'));
            }
        }
        return table.toString();
    }
}
