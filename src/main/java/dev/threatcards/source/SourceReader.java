package dev.threatcards.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;

import dev.threatcards.error.SourceException;
import dev.threatcards.source.form.CardSink;
import dev.threatcards.text.IoReason;

/** Reads inputs one after the other, and tells the sink how far it has come. */
final class SourceReader {

    private final CardSink sink;
    /** The bytes of what has been read. */
    private long before;
    /** The bytes of what is being read and ahead, as far as that is known, and how many inputs it is not known of. */
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
            // A form may be done before the bytes are.
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

    /** The bytes of one input as they are stored. */
    private final class Counting extends FilterInputStream {

        private final long most;
        private final OptionalLong total;
        private long read;

        Counting(InputStream bytes, OptionalLong size, OptionalLong total) {
            super(bytes);
            // A file that grows meanwhile is no more than it was.
            this.most = size.orElse(Long.MAX_VALUE);
            this.total = total;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int number = super.read(bytes, offset, length);
            count(Math.max(number, 0));
            return number;
        }

        private void count(int number) {
            read += number;
            sink.at(before + Math.min(read, most), total);
        }
    }
}
