package dev.threatcards.peers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.threatcards.JavaCommand;

/**
 * How Java programs are started: ours with the classpath of this process, a peer from its one source file with the classpath that
 * Maven gives for its own POM. All have the same heap and the same JDK.
 *
 * @param maven the program {@code mvn}
 * @param isOffline whether Maven may not download
 * @param projects the folder with a POM and a source file for each peer
 * @param folder where programs keep what they have
 * @param heap as {@code -Xmx} takes it
 */
record JavaPrograms(Path maven, boolean isOffline, Path projects, Path folder, String heap) {

    private static final String CLASSPATH = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath";

    /** The command that runs this project's own main class. */
    List<String> ours(String mainClass, String... arguments) {
        return JavaCommand.of(heap, List.of(), System.getProperty("java.class.path"), mainClass, arguments);
    }

    /**
     * The command that runs a peer.
     *
     * @param options for the JVM
     * @param mainClass the name of the one class of its project
     */
    List<String> peer(String project, List<String> options, String mainClass, String... arguments) throws IOException {
        Path file = folder.resolve(project + ".classpath");
        List<String> resolve = new ArrayList<>(List.of(maven.toString(), "-q", "-B", "-ntp", "-f",
                projects.resolve(project).resolve("pom.xml").toString(), CLASSPATH, "-Dmdep.outputFile=" + file));
        if (isOffline) {
            resolve.add("-o");
        }
        Program.run(resolve, log(project + "-classpath"));
        Path source = projects.resolve(project).resolve("java/dev/threatcards/peers").resolve(mainClass + ".java");
        return JavaCommand.of(heap, options, Files.readString(file).strip(), source.toString(), arguments);
    }

    /** A peer's folder, empty. */
    Path emptyFolder(String name) throws IOException {
        Path emptied = folder.resolve(name);
        if (Files.exists(emptied)) {
            try (Stream<Path> all = Files.walk(emptied)) {
                all.sorted((one, other) -> other.compareTo(one)).map(Path::toFile).forEach(File::delete);
            }
        }
        return Files.createDirectories(emptied);
    }

    /** Where a program's words go. */
    Path log(String name) {
        return folder.resolve("logs").resolve(name + ".log");
    }

    /** How much is in a folder. */
    static long bytes(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(Path::toFile).filter(File::isFile).mapToLong(File::length).sum();
        }
    }
}
