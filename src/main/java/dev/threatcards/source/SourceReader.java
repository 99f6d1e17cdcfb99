package dev.threatcards.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;

import dev.threatcards.error.SourceException;
import dev.threatcards.source.form.BlockInputStream;
import dev.threatcards.source.form.CardSink;
import dev.threatcards.text.IoReason;

/** Reads inputs one after the other, and reports the progress to the sink. */
final class SourceReader {

    private final CardSink sink;
    /** The bytes of the inputs that have been read. */
    private long before;
    /** The known sizes of the other inputs, and the number of those with unknown sizes. */
    private long left;
    private int unknown;

    private SourceReader(List<Input> inputs, CardSink sink) {
        this.sink = sink;
        for (Input input : inputs) {
            left += input.size().orElse(0);
            unknown += input.size().isPresent() ? 0 : 1;
        }
    }

    static void of(List<Input> inputs, CardSink sink) {
        SourceReader reading = new SourceReader(inputs, sink);
        inputs.forEach(reading::read);
    }

    private void read(Input input) {
        try (Counting bytes = new Counting(input.opening().open(), input.size(), total())) {
            new SourceSniffer(CardSources.FORMS, sink).read(bytes, input.location());
            // A form may not read all bytes.
            before += input.size().orElse(bytes.read);
            left -= input.size().orElse(0);
            unknown -= input.size().isPresent() ? 0 : 1;
        } catch (IOException e) {
            throw new SourceException("Cannot read " + input.location() + ": " + IoReason.of(e) + ".");
        }
        sink.at(before, total());
    }

    private OptionalLong total() {
        return unknown == 0 ? OptionalLong.of(before + left) : OptionalLong.empty();
    }

    /** Counts the bytes of an input. */
    private final class Counting extends BlockInputStream {

        private final long most;
        private final OptionalLong total;
        private long read;

        Counting(InputStream bytes, OptionalLong size, OptionalLong total) {
            super(bytes);
            // The file may grow while it is read.
            this.most = size.orElse(Long.MAX_VALUE);
            this.total = total;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int number = in.read(bytes, offset, length);
            read += Math.max(number, 0);
            sink.at(before + Math.min(read, most), total);
            return number;
        }
    }
}
