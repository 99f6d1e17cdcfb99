package dev.threatcards.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.text.IoReason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

final class OutputFileTest {

    @TempDir
    private Path folder;

    private static void write(Path file, String content) throws IOException {
        assertThat(OutputFile.of(file).write(out -> {
            out.write(content.getBytes(StandardCharsets.UTF_8));
            return content.length();
        })).isEqualTo(content.length());
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private void nothingIsLeft() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
        }
    }

    @Test
    void aNewFileAndAnOldOneHoldWhatWasWritten() throws Exception {
        Path file = folder.resolve("file");
        write(file, "first and long");
        write(file, "second");
        assertThat(file).hasContent("second");
        nothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "rw-rw-r--", "rwxr-x---"})
    void aFileKeepsItsMode(String mode) throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        write(file, "new");
        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo(mode);
    }

    @Test
    void aFileKeepsItsOwner() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "old");
        boolean root = "root".equals(System.getProperty("user.name"));
        if (!root) {
            System.out.println("Not root: that a file keeps another's ownership was not tried.");
        }
        assumeTrue(root, "only root can give a file away");
        Files.setAttribute(file, "unix:uid", 65534);
        write(file, "new");
        assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(65534);
    }

    @Test
    void aLinkStaysALinkAndItsFileIsWritten() throws Exception {
        Path target = Files.writeString(Files.createDirectory(folder.resolve("deep")).resolve("target"), "old");
        Path middle = Files.createSymbolicLink(folder.resolve("middle"), Path.of("deep", "target"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), middle);
        write(link, "new");
        assertThat(link).isSymbolicLink();
        assertThat(middle).isSymbolicLink();
        assertThat(target).hasContent("new");
    }

    @Test
    void aLinkToNothingMakesWhatItLeadsTo() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("target"));
        write(link, "new");
        assertThat(link).isSymbolicLink();
        assertThat(folder.resolve("target")).hasContent("new");
    }

    @Test
    void aHardLinkedFileStaysOneFile() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "old and longer");
        Path other = Files.createLink(folder.resolve("other"), file);
        write(file, "new");
        assertThat(other).hasContent("new");
        nothingIsLeft();
    }

    @Test
    void aNamedPipeIsWrittenIntoAndStaysOne() throws Exception {
        Path pipe = folder.resolve("pipe");
        run("mkfifo", pipe.toString());
        Path link = Files.createSymbolicLink(folder.resolve("link"), pipe);
        for (Path named : List.of(pipe, link)) {
            CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(() -> {
                try {
                    return Files.readAllBytes(pipe);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            write(named, "through");
            assertThat(read.get(30, TimeUnit.SECONDS)).asString(StandardCharsets.UTF_8).isEqualTo("through");
        }
        assertThat(Files.isRegularFile(pipe, LinkOption.NOFOLLOW_LINKS)).isFalse();
        assertThat(pipe).exists();
    }

    @Test
    void aDeviceStaysADevice() throws Exception {
        Path device = folder.resolve("null");
        Process made = new ProcessBuilder("mknod", device.toString(), "c", "1", "3").redirectErrorStream(true).start();
        boolean can = made.waitFor() == 0;
        if (!can) {
            System.out.println("No right to make a device: writing to one was not tried.");
        }
        assumeTrue(can, "mknod is not allowed here");
        write(device, "away");
        assertThat(Files.readAttributes(device, java.nio.file.attribute.BasicFileAttributes.class).isOther()).isTrue();
    }

    @Test
    void whatFailsLeavesTheOldContent() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "old");
        Path hard = Files.createLink(folder.resolve("hard"), Files.writeString(folder.resolve("two"), "old"));
        for (Path each : List.of(file, hard)) {
            assertThatThrownBy(() -> OutputFile.of(each).write(out -> {
                out.write(new byte[100_000]);
                throw new IOException("it broke");
            })).hasMessage("it broke");
            assertThat(each).hasContent("old");
        }
        nothingIsLeft();
    }

    @Test
    void whatCannotBeWrittenIsToldInWords() throws Exception {
        Files.writeString(folder.resolve("file"), "x");
        Files.createSymbolicLink(folder.resolve("round"), Path.of("about"));
        Files.createSymbolicLink(folder.resolve("about"), Path.of("round"));
        assertThatThrownBy(() -> OutputFile.of(folder)).satisfies(e -> says(e, "it is a folder"));
        assertThatThrownBy(() -> OutputFile.of(folder.resolve("none/file")))
                .satisfies(e -> says(e, "there is no folder " + folder.resolve("none")));
        assertThatThrownBy(() -> OutputFile.of(folder.resolve("file/x")))
                .satisfies(e -> says(e, "is a file, not a folder"));
        assertThatThrownBy(() -> OutputFile.of(folder.resolve("round"))).satisfies(e -> says(e, "in a circle"));
    }

    private static void says(Throwable e, String words) {
        assertThat(IoReason.of(e)).contains(words);
    }
}
