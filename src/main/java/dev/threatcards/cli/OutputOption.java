package dev.threatcards.cli;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import picocli.CommandLine.Option;

/** The option of commands that write what other programs read. */
final class OutputOption {

    private static final String STANDARD = "standard output";

    @Option(names = {"-o",
            "--output"}, paramLabel = "FILE", description = "Where to; standard output unless told. An existing file is replaced once the new one is whole; a device or a pipe is written into.")
    private Path file;

    /** What was named, or standard output. */
    String name() {
        return file == null ? STANDARD : file.toString();
    }

    /** Whether it ends up on standard output, under a name such as {@code /dev/stdout} perhaps. */
    boolean isStandardOutput() {
        try {
            return file == null || OutputFile.of(file).isStandardOutput();
        } catch (IOException e) {
            throw new OutputException(name(), e);
        }
    }

    /**
     * Writes the content, and gives what that gives.
     *
     * @throws OutputException if it cannot be written
     * @throws UncheckedIOException if what is to be written cannot be read
     */
    int write(OutputFile.Content content) {
        OutputFile.Content checked = out -> checked(content, out);
        try {
            if (file != null) {
                return OutputFile.of(file).write(checked);
            }
            return OutputFile.writeTo(FileDescriptor.out, checked);
        } catch (IOException e) {
            throw new OutputException(name(), e);
        }
    }

    private static int checked(OutputFile.Content content, OutputStream out) throws IOException {
        CheckedOutput checked = new CheckedOutput(out);
        try {
            return content.write(checked);
        } catch (IOException e) {
            if (checked.failure().isEmpty()) {
                throw new UncheckedIOException(e);
            }
            throw e;
        }
    }
}
