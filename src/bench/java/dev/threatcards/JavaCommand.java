package dev.threatcards;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How a process on this JVM is started: with large pages where the system gives them to who asks, as the launcher does it. */
public final class JavaCommand {

    private JavaCommand() {
    }

    /**
     * The command.
     *
     * @param heap the most memory for objects, as {@code -Xmx} takes it
     * @param options more of the JVM's options
     * @param main the class to run
     */
    public static List<String> of(String heap, List<String> options, String classpath, String main,
            String... arguments) {
        Stream<String> java = Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap, "--enable-native-access=ALL-UNNAMED", "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+UseTransparentHugePages");
        List<String> command = new ArrayList<>(Stream.concat(java, options.stream()).toList());
        command.addAll(List.of("-classpath", classpath, main));
        command.addAll(List.of(arguments));
        return command;
    }
}
