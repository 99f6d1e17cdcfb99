package dev.threatcards.reliability;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;

import dev.threatcards.ThreatCards;

/**
 * A disk that becomes full during ingest, fetch and export: one sentence, exit code 1, what was there is still there, and nothing
 * is left of what was begun.
 */
final class FullDisk {

    private static final int CARDS = 60;
    private static final int MORE_CARDS = 3_000;
    /** Enough for an index that is larger than the larger of the two disks of the short form. */
    private static final int BRIEF_MORE_CARDS = 1_000;

    /** Sizes of the disk, in kB: the index that is there fits, what is to come does not. */
    private static final List<Integer> SIZES = List.of(1_500, 2_500, 4_000, 6_000, 9_000);

    private final Settings settings;
    private final Path folder;
    private final Path disk;
    private final Tally tally = new Tally("disk", "runs on a full disk: ingest, fetch, export");

    FullDisk(Settings settings) {
        this.settings = settings;
        folder = settings.folder("disk");
        disk = folder.resolve("tmpfs");
    }

    private interface OnDisk {
        void run() throws IOException, InterruptedException;
    }

    Result run() throws IOException, InterruptedException {
        Files.createDirectories(disk);
        Path small = Editions.invented(CARDS, settings.seed(), folder.resolve("small.json"));
        Path large = Editions.invented(settings.isBrief() ? BRIEF_MORE_CARDS : MORE_CARDS, settings.seed() + 1,
                folder.resolve("large.json"));
        fullDevice(small);
        boolean mounted = true;
        for (int size : settings.isBrief() ? SIZES.subList(0, 2) : SIZES) {
            mounted = mounted && on(size, () -> ingest(small, large, size));
        }
        mounted = mounted && on(1_500, () -> ingestAnew(large)) && on(1_000, () -> export(large))
                && on(1_500, () -> fetch(small, large, true))
                && (settings.isBrief() || on(1_500, () -> fetch(small, large, false)));
        if (!mounted) {
            tally.note("not run: the small disk, since a tmpfs could not be mounted (it takes root)");
        }
        return tally.result();
    }

    /** Runs it with a tmpfs of so many kB; false if there can be none. */
    private boolean on(int size, OnDisk what) throws IOException, InterruptedException {
        if (exit("mount", "-t", "tmpfs", "-o", "size=" + size + "k", "tmpfs", disk.toString()) != 0) {
            return false;
        }
        try {
            what.run();
        } finally {
            if (exit("umount", disk.toString()) != 0) {
                exit("umount", "-l", disk.toString());
            }
        }
        return true;
    }

    private static int exit(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start().waitFor();
    }

    private void told(String what, ChildProgram.Ended ended) {
        tally.tried();
        if (ended.toldFailure()) {
            tally.told();
        } else {
            tally.wrong(what + ": exit code " + ended.exit() + ", " + ended.err());
        }
    }

    private void ingest(Path small, Path large, int size) throws IOException, InterruptedException {
        Path index = disk.resolve("index");
        ThreatCards.build(index).from(List.of(small.toString()));
        String before = cards(index);
        String what = "ingest on " + size + " kB";
        ChildProgram.Ended ended = ChildProgram.run(settings, "ingest", large.toString(), "--index", index.toString());
        told(what, ended);
        if (ended.exit() != 0) {
            kept(what, index, before);
        }
    }

    private void kept(String what, Path index, String before) throws IOException {
        if (!before.equals(cards(index))) {
            tally.lost(what + ": the index holds other cards than before");
        }
        Set<String> left = IndexFiles.leftOver(index);
        if (!left.isEmpty() || IndexFiles.names(index.getParent()).size() > 1) {
            tally.wrong(what + ": left are " + left + ", beside the index " + IndexFiles.names(index.getParent()));
        }
    }

    private void ingestAnew(Path large) throws IOException, InterruptedException {
        Path index = disk.resolve("index");
        told("ingest without an index",
                ChildProgram.run(settings, "ingest", large.toString(), "--index", index.toString()));
        Set<String> left = IndexFiles.leftOver(index);
        if (!left.isEmpty()) {
            tally.wrong("ingest without an index: left are " + left);
        }
    }

    private void export(Path large) throws IOException, InterruptedException {
        Path index = folder.resolve("exported");
        IndexFiles.delete(index);
        ThreatCards.build(index).from(List.of(large.toString()));
        List<String> formats = List.of("json", "stix", "csv", "csv-long", "ndjson", "misp");
        for (String format : settings.isBrief() ? formats.subList(0, 1) : formats) {
            Path file = Files.writeString(disk.resolve("out"), "old\n");
            told("export as " + format, ChildProgram.run(settings, "export", "--kind", "actor", "--format", format,
                    "--index", index.toString(), "-o", file.toString()));
            if (!Files.readString(file).equals("old\n")) {
                tally.lost("export as " + format + ": the old file is gone");
            }
            if (IndexFiles.names(disk).size() > 1) {
                tally.wrong("export as " + format + ": left are " + IndexFiles.names(disk));
            }
        }
    }

    /** The files that take space; the lock file of a cache is empty. */
    private static List<Path> contents(Path folder) throws IOException {
        try (Stream<Path> below = Files.walk(folder)) {
            return below.filter(Files::isRegularFile).filter(file -> file.toFile().length() > 0).toList();
        }
    }

    /** With the cache on the small disk, or the index. */
    private void fetch(Path small, Path large, boolean cacheIsFull) throws IOException, InterruptedException {
        Path elsewhere = folder.resolve("fetched");
        IndexFiles.delete(elsewhere);
        Path index = (cacheIsFull ? elsewhere : disk).resolve("index");
        Path cache = (cacheIsFull ? disk : elsewhere).resolve("cache");
        ThreatCards.build(index).from(List.of(small.toString()));
        String before = cards(index);
        HttpServer site = site(Files.readAllBytes(large));
        try {
            String what = "fetch with a full " + (cacheIsFull ? "cache" : "index");
            told(what, ChildProgram.run(settings, "fetch", "--base", "http://127.0.0.1:" + site.getAddress().getPort(),
                    "--cache", cache.toString(), "--index", index.toString()));
            kept(what, index, before);
            if (cacheIsFull && !contents(cache).isEmpty()) {
                tally.wrong(what + ": left in the cache are " + contents(cache));
            }
        } finally {
            site.stop(0);
        }
    }

    private static HttpServer site(byte[] groups) throws IOException {
        HttpServer site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", exchange -> {
            try (exchange) {
                String place = exchange.getRequestURI().toString();
                byte[] body = place.contains("g=all") ? groups : text(place).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        site.start();
        return site;
    }

    private static String text(String place) {
        if (place.contains("t=all")) {
            return "{\"values\":[{\"tool\":\"Spanner\"}]}";
        }
        if (place.contains("getmisp")) {
            String kind = place.endsWith("g") ? "actor" : "tool";
            return "{\"category\":\"" + kind + "\",\"values\":[{\"value\":\"Spanner\"}]}";
        }
        return "<td class=\"thead\"><a href=\"/cgi-bin/showcard.cgi?g=Blue%20Otter\">Blue Otter</a></html>\n";
    }

    /** Output to a device that is always full. */
    private void fullDevice(Path small) throws IOException, InterruptedException {
        File full = new File("/dev/full");
        if (!full.exists()) {
            tally.note("not run: /dev/full, which this system does not have");
            return;
        }
        Path index = folder.resolve("full-device");
        IndexFiles.delete(index);
        ThreatCards.build(index).from(List.of(small.toString()));
        for (List<String> command : List.of(List.of("search", "mail"), List.of("search", "mail", "--json"),
                List.of("doctor"), List.of("export", "--format", "json"))) {
            Path err = folder.resolve("full-device.log");
            List<String> all = new ArrayList<>(command);
            all.addAll(List.of("--index", index.toString()));
            int exit = ChildProgram.runInto(settings, full, err, all.toArray(String[]::new));
            told(String.join(" ", command) + " to /dev/full", new ChildProgram.Ended(exit, "", Files.readString(err)));
        }
    }

    private static String cards(Path index) throws IOException {
        try (ThreatCards cards = ThreatCards.open(index)) {
            return Digest.cards(cards);
        }
    }
}
