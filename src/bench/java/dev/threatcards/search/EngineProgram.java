package dev.threatcards.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.apache.lucene.index.DirectoryReader;

import dev.threatcards.search.BenchmarkQueries.BenchmarkQuery;

/**
 * One engine, which asks itself all queries for each line that it reads and prints a line for each. Of {@code answers} that is what it
 * answers, of anything else how many nanoseconds each query took.
 */
final class EngineProgram {

    /** What is asked for the answers. */
    static final String ANSWERS = "answers";

    private EngineProgram() {
    }

    /** Arguments: which engine, the folder of the index, that of the index with stock facets. */
    public static void main(String[] arguments) throws IOException {
        try (BenchmarkActors actors = BenchmarkActors.open(Path.of(arguments[1]));
                DirectoryReader stock = StockEngine.open(Path.of(arguments[2]));
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            Engine engine = Engine.Kind.valueOf(arguments[0]).of(actors.searcher(), stock);
            List<BenchmarkQuery> queries = BenchmarkQueries.of(actors.sample());
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                System.out.println(line.equals(ANSWERS) ? answers(engine, queries) : times(engine, queries));
            }
        }
    }

    private static String answers(Engine engine, List<BenchmarkQuery> queries) throws IOException {
        StringBuilder answers = new StringBuilder();
        for (BenchmarkQuery query : queries) {
            Engine.Answer answer = engine.answer(query);
            answers.append(answer.total()).append(' ').append(answer.facets().toString().replace(" ", "")).append('\t');
        }
        return answers.toString();
    }

    private static String times(Engine engine, List<BenchmarkQuery> queries) throws IOException {
        long[] times = new long[queries.size()];
        for (int q = 0; q < times.length; q++) {
            long start = System.nanoTime();
            engine.answer(queries.get(q));
            times[q] = System.nanoTime() - start;
        }
        return Arrays.stream(times).mapToObj(Long::toString).collect(Collectors.joining("\t"));
    }
}
