package dev.threatcards.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.threatcards.card.IoReason;
import dev.threatcards.source.Download.PartValidators;
import dev.threatcards.source.Download.Validators;

/** What was got from addresses, in temporary files until it is closed. For use by one thread. */
final class DownloadedFiles implements AutoCloseable {

    private final Download download = new Download();
    private final List<Path> folders = new ArrayList<>();

    /**
     * Gets what is at the address.
     *
     * @throws SourceException if it cannot be had
     */
    Path get(String address) {
        try {
            Path folder = Files.createTempDirectory("threat-cards");
            folders.add(folder);
            Path file = file(folder);
            download.get(WebAddresses.of(address), Validators.NONE, file, PartValidators.FORGOTTEN, (bytes, total) -> {
            });
            return file;
        } catch (IOException e) {
            throw new SourceException("Cannot keep " + address + " in a temporary file: " + IoReason.of(e) + ".");
        }
    }

    private static Path file(Path folder) {
        return folder.resolve("content");
    }

    @Override
    public void close() {
        for (Path folder : folders) {
            try {
                Files.deleteIfExists(file(folder));
                Files.delete(folder);
            } catch (IOException e) {
                throw new SourceException("Cannot remove " + folder + ": " + IoReason.of(e) + ".");
            }
        }
    }
}
