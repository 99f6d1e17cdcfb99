package dev.threatcards.cli;

import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.file.Path;

import picocli.CommandLine.Option;

/** The option {@code --output}. */
final class OutputOption {

    private static final String STANDARD = "standard output";

    @Option(names = {"-o",
            "--output"}, paramLabel = "FILE", description = "The file to write (default: standard output). An existing file is replaced once the new one is complete; a device or a pipe is written directly.")
    private Path file;

    String name() {
        return file == null ? STANDARD : file.toString();
    }

    /** Whether the output is standard output, perhaps under a name such as {@code /dev/stdout}. */
    boolean isStandardOutput() {
        try {
            return file == null || OutputFile.of(file).isStandardOutput();
        } catch (IOException e) {
            throw new CheckedOutput.OutputException(name(), e);
        }
    }

    /**
     * Writes the content.
     *
     * @return what the content's {@code write} returned
     * @throws CheckedOutput.OutputException if it cannot be written
     */
    int write(OutputFile.Content content) {
        try {
            return file == null ? OutputFile.writeTo(FileDescriptor.out, content) : OutputFile.of(file).write(content);
        } catch (IOException e) {
            throw new CheckedOutput.OutputException(name(), e);
        }
    }
}
