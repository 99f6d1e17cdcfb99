package dev.threatcards.source.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.source.fetch.Download.Validators;

/** A file that is being downloaded. Its validators, with which the rest can be requested, are in a JSON file beside it. */
record PartialFile(Path path) {

    /** The suffix of a JSON file that is being written. */
    static final String NEXT = ".next";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** The number of bytes so far. */
    long size() throws IOException {
        return Files.exists(path) ? Files.size(path) : 0;
    }

    Validators validators() throws IOException {
        JsonNode json = read(sidecar());
        return new Validators(json.path("etag").asText(""), json.path("lastModified").asText(""));
    }

    void setValidators(Validators validators) throws IOException {
        write(sidecar(),
                JSON.createObjectNode().put("etag", validators.etag()).put("lastModified", validators.lastModified()));
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
        Files.deleteIfExists(sidecar());
        Files.deleteIfExists(next(sidecar()));
    }

    /** Moves the file, without its validators. */
    void moveTo(Path target) throws IOException {
        Files.move(path, target, StandardCopyOption.REPLACE_EXISTING);
        delete();
    }

    private Path sidecar() {
        return path.resolveSibling(path.getFileName() + ".json");
    }

    private static Path next(Path file) {
        return file.resolveSibling(file.getFileName() + NEXT);
    }

    /** Reads a JSON object; an empty one if the file does not exist or is damaged. */
    static ObjectNode read(Path file) throws IOException {
        try {
            return Files.exists(file) && JSON.readTree(file.toFile()) instanceof ObjectNode object
                    ? object
                    : JSON.createObjectNode();
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    /** Writes a JSON file atomically. */
    static void write(Path file, JsonNode json) throws IOException {
        JSON.writeValue(next(file).toFile(), json);
        Files.move(next(file), file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
