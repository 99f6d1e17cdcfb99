package dev.threatcards.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/** The files of an index, and those that are there without being of it. */
final class IndexFiles {

    private static final String LOCK = "write.lock";

    private IndexFiles() {
    }

    /** Every file of the folder with its bytes. */
    static Map<String, byte[]> read(Path index) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (String name : names(index)) {
            if (!name.equals(LOCK)) {
                files.put(name, Files.readAllBytes(index.resolve(name)));
            }
        }
        return files;
    }

    /** Makes the folder hold these files and no others; each is a new file, since the old one may still be mapped. */
    static void write(Map<String, byte[]> files, Path index) throws IOException {
        Files.createDirectories(index);
        for (String name : names(index)) {
            Files.delete(index.resolve(name));
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(index.resolve(file.getKey()), file.getValue());
        }
    }

    /** Files of the folder that are not of its last commit. */
    static Set<String> leftOver(Path index) throws IOException {
        Set<String> left = new TreeSet<>(names(index));
        left.remove(LOCK);
        try (Directory directory = FSDirectory.open(index)) {
            if (DirectoryReader.indexExists(directory)) {
                try (DirectoryReader reader = DirectoryReader.open(directory)) {
                    left.removeAll(reader.getIndexCommit().getFileNames());
                }
            }
        }
        return left;
    }

    static Set<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(TreeSet::new, TreeSet::add,
                    TreeSet::addAll);
        }
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> below = Files.walk(folder)) {
                for (Path path : below.sorted((one, other) -> other.compareTo(one)).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
