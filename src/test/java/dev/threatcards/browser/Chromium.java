package dev.threatcards.browser;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The system's Chromium; installed from the system's packages where it is missing and this process may do so. */
final class Chromium {

    /** The one without windows first: the tests take half the time in it. */
    private static final List<String> NAMES = List.of("chromium-headless-shell", "chromium", "chromium-browser",
            "google-chrome");

    private static final String REMEDY = "the browser tests need Chromium; install it (Debian: apt-get install chromium-headless-shell)";

    private Chromium() {
    }

    /**
     * The executable.
     *
     * @throws IllegalStateException if there is none and none can be installed, with what to do: the tests fail then, they
     *     are not skipped
     */
    static Path executable() throws IOException, InterruptedException {
        Optional<Path> found = find();
        if (found.isEmpty()) {
            install();
            found = find();
        }
        return found
                .orElseThrow(() -> new IllegalStateException(REMEDY + "; it was installed, and is not on the PATH."));
    }

    private static Optional<Path> find() {
        List<Path> folders = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1)).map(Path::of).toList();
        return NAMES.stream().flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
                .filter(Files::isExecutable).findFirst();
    }

    private static void install() throws IOException, InterruptedException {
        boolean allowed = "root".equals(System.getProperty("user.name"))
                && Files.isExecutable(Path.of("/usr/bin/apt-get"));
        if (!allowed) {
            throw new IllegalStateException(REMEDY + ", or run the tests as root where there is apt-get.");
        }
        System.out.println("Installing Chromium from the system's packages, for the browser tests.");
        run("apt-get", "update", "-qq");
        run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium-headless-shell");
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Path log = Files.createTempFile("install", ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        Process process = builder.start();
        if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(
                    REMEDY + "; " + String.join(" ", command) + " failed:\n" + Files.readString(log));
        }
    }
}
