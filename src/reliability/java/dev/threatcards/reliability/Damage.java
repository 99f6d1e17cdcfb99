package dev.threatcards.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.threatcards.ThreatCards;
import dev.threatcards.error.IndexException;

/**
 * Flips bits of an index's files, cuts them and overwrites parts of them. Each question is then answered exactly as before, or
 * by one {@link IndexException} with a sentence.
 */
final class Damage {

    private static final int CARDS = 60;

    /** Each so many tries the command line is asked as well, which takes a second. */
    private static final int EACH = 50;

    private final Settings settings;
    private final Path folder;
    private final Random random;
    private final Tally tally = new Tally("damage", "flips, cuts and overwritten parts of an index's files");
    private final Map<String, Integer> outcomes = new LinkedHashMap<>();

    Damage(Settings settings) {
        this.settings = settings;
        folder = settings.folder("damage");
        random = new Random(settings.seed());
    }

    Result run() throws IOException, InterruptedException {
        Path index = folder.resolve("index");
        IndexFiles.delete(index);
        ThreatCards.build(index)
                .from(List.of(Editions.invented(CARDS, settings.seed(), folder.resolve("deck.json")).toString()));
        Map<String, byte[]> files = IndexFiles.read(index);
        Map<String, Digest.Question> questions;
        Map<String, String> right;
        try (ThreatCards cards = ThreatCards.open(index)) {
            questions = Digest.questions(cards);
            right = Digest.answers(questions, cards);
        }
        boolean checks = ChildProgram.run(settings, "doctor", "--help").out().contains("--check");
        List<String> names = List.copyOf(files.keySet());
        ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();
        try {
            for (int i = 1; i <= settings.damages(); i++) {
                // Half of them anywhere in the index, half in any file: small files matter as much.
                String name = random.nextBoolean() ? names.get(random.nextInt(names.size())) : anyByteOf(files);
                Change change = change(files.get(name), name);
                while (Arrays.equals(change.bytes, files.get(name))) {
                    change = change(files.get(name), name);
                }
                IndexFiles.write(files, index);
                Files.delete(index.resolve(name));
                Files.write(index.resolve(name), change.bytes);
                tally.tried();
                Change done = change;
                Future<String> outcome = thread.submit(() -> ask(index, questions, right, done));
                String met = await(outcome, change);
                outcomes.merge(met, 1, Integer::sum);
                if (i % EACH == 0 && checks) {
                    check(index, change);
                }
            }
        } finally {
            thread.shutdownNow();
        }
        tally.note("seed " + settings.seed() + "; " + names.size() + " files, "
                + files.values().stream().mapToInt(bytes -> bytes.length).sum() + " bytes; outcomes " + outcomes);
        if (!checks) {
            tally.note("not run: `doctor --check`, which this build does not have");
        }
        IndexFiles.delete(index);
        return tally.result();
    }

    private String anyByteOf(Map<String, byte[]> files) {
        long at = random.nextLong(files.values().stream().mapToLong(bytes -> bytes.length).sum());
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            at -= file.getValue().length;
            if (at < 0) {
                return file.getKey();
            }
        }
        throw new IllegalStateException("no files");
    }

    /** A damaged file, and what was done to it. */
    private static final class Change {
        private final byte[] bytes;
        private final String what;

        Change(byte[] bytes, String what) {
            this.bytes = bytes;
            this.what = what;
        }
    }

    private Change change(byte[] whole, String name) {
        byte[] bytes = whole.clone();
        int at = random.nextInt(bytes.length);
        int kind = random.nextInt(10);
        if (kind < 7) {
            int bit = random.nextInt(8);
            bytes[at] ^= (byte) (1 << bit);
            return new Change(bytes, name + ", bit " + bit + " of byte " + at + " flipped");
        }
        if (kind < 9) {
            return new Change(Arrays.copyOf(bytes, at), name + ", cut to " + at + " bytes");
        }
        int end = Math.min(bytes.length, at + 1 + random.nextInt(64));
        Arrays.fill(bytes, at, end, (byte) (random.nextBoolean() ? 0 : random.nextInt(256)));
        return new Change(bytes, name + ", bytes " + at + " to " + end + " overwritten");
    }

    private String await(Future<String> outcome, Change change) throws InterruptedException {
        try {
            return outcome.get(30, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            tally.wrong(change.what + ": no answer within 30 seconds");
            return "no answer";
        } catch (ExecutionException e) {
            tally.wrong(change.what + ": " + e.getCause());
            return "raw exception";
        }
    }

    private String ask(Path index, Map<String, Digest.Question> questions, Map<String, String> right, Change change) {
        boolean told = false;
        try (ThreatCards cards = ThreatCards.open(index)) {
            for (Map.Entry<String, Digest.Question> question : questions.entrySet()) {
                try {
                    if (!Digest.patiently(() -> question.getValue().ask(cards)).equals(right.get(question.getKey()))) {
                        tally.wrong(change.what + ": another answer to " + question.getKey());
                        return "wrong answer";
                    }
                } catch (IndexException e) {
                    if (!Sentence.is(e.getMessage())) {
                        throw e;
                    }
                    told = true;
                }
            }
        } catch (IndexException e) {
            if (Sentence.is(e.getMessage())) {
                tally.told();
                return "told on opening";
            }
            tally.wrong(change.what + ": no sentence: " + e.getMessage());
            return "no sentence";
        } catch (IOException | RuntimeException | Error e) {
            tally.wrong(change.what + ": " + e);
            return "raw exception";
        }
        if (told) {
            tally.told();
            return "told on reading";
        }
        return "right answers";
    }

    /** That it is damaged is seen by who looks for it. */
    private void check(Path index, Change change) throws IOException, InterruptedException {
        ChildProgram.Ended doctor = ChildProgram.run(settings, "doctor", "--check", "--index", index.toString());
        if (doctor.exit() == 0) {
            tally.wrong(change.what + ": doctor --check says that all is well");
        } else if (doctor.err().contains("Exception")) {
            tally.wrong(change.what + ": doctor --check says " + doctor.err());
        }
    }
}
