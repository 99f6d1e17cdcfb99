package dev.threatcards.source;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

import dev.threatcards.error.SourceException;
import dev.threatcards.source.form.BlockInputStream;
import dev.threatcards.source.form.CardForm;
import dev.threatcards.source.form.CardSink;
import dev.threatcards.text.IoReason;

/** Reads inputs one after the other, those of a form that refers from file to file together, and reports the progress to the sink. */
final class SourceReader {

    private SourceReader() {
    }

    static void of(List<Input> inputs, CardSink sink) {
        List<CardForm> forms = CardSources.FORMS.stream().map(CardForm::together).toList();
        long before = 0;
        for (int i = 0; i < inputs.size(); i++) {
            before += read(inputs.get(i), forms, before, total(before, inputs.subList(i, inputs.size())), sink);
            sink.at(before, total(before, inputs.subList(i + 1, inputs.size())));
        }
        forms.forEach(form -> form.finish(sink));
    }

    /** Reads an input. Returns its size. */
    private static long read(Input input, List<CardForm> forms, long before, OptionalLong total, CardSink sink) {
        try (Counting bytes = new Counting(input, before, total, sink)) {
            new SourceSniffer(forms, sink).read(bytes, input.location());
            // A form may not read all bytes.
            return input.size().orElse(bytes.read);
        } catch (IOException e) {
            throw new SourceException("Cannot read " + input.location() + ": " + IoReason.of(e) + ".");
        }
    }

    private static OptionalLong total(long before, List<Input> ahead) {
        return ahead.stream().allMatch(input -> input.size().isPresent())
                ? OptionalLong.of(before + ahead.stream().mapToLong(input -> input.size().getAsLong()).sum())
                : OptionalLong.empty();
    }

    private static final class Counting extends BlockInputStream {

        private final long before;
        private final long size;
        private final OptionalLong total;
        private final CardSink sink;
        private long read;

        Counting(Input input, long before, OptionalLong total, CardSink sink) throws IOException {
            super(input.opening().open());
            this.before = before;
            this.size = input.size().orElse(Long.MAX_VALUE);
            this.total = total;
            this.sink = sink;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int number = in.read(bytes, offset, length);
            read += Math.max(number, 0);
            // The file may grow while it is read.
            sink.at(before + Math.min(read, size), total);
            return number;
        }
    }
}
