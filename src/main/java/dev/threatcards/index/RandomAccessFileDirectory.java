package dev.threatcards.index;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;

import org.apache.lucene.store.BufferedIndexInput;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FSLockFactory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;

/**
 * A folder whose files are read through {@link RandomAccessFile}. The channels of Lucene's {@code NIOFSDirectory} are closed when a
 * thread that reads from them is interrupted, for every other thread too; these files stay open.
 */
final class RandomAccessFileDirectory extends FSDirectory {

    RandomAccessFileDirectory(Path path) throws IOException {
        super(path, FSLockFactory.getDefault());
    }

    @Override
    public IndexInput openInput(String name, IOContext context) throws IOException {
        ensureOpen();
        ensureCanRead(name);
        Path file = getDirectory().resolve(name);
        RandomAccessFile opened = new RandomAccessFile(file.toFile(), "r");
        try {
            return new FileInput(file, opened);
        } catch (IOException e) {
            try (RandomAccessFile toClose = opened) {
                throw e;
            }
        }
    }

    /** A file, or a slice of one; clones and slices share the file, and only the first closes it. */
    private static final class FileInput extends BufferedIndexInput {

        private static final int BUFFER = 4_096;

        private final RandomAccessFile file;
        private final long from;
        private final long length;
        private boolean isClone;

        private FileInput(Path path, RandomAccessFile file) throws IOException {
            this("RandomAccessFile(path=\"" + path + "\")", file, 0, file.length());
        }

        private FileInput(String description, RandomAccessFile file, long from, long length) {
            super(description, BUFFER);
            this.file = file;
            this.from = from;
            this.length = length;
        }

        @Override
        public FileInput clone() {
            FileInput clone = (FileInput) super.clone();
            clone.isClone = true;
            return clone;
        }

        @Override
        public IndexInput slice(String description, long offset, long size) throws IOException {
            if (offset < 0 || size < 0 || offset > length - size) {
                throw new IllegalArgumentException(
                        "a slice of " + size + " bytes at " + offset + " is out of bounds of " + this);
            }
            FileInput slice = new FileInput(getFullSliceDescription(description), file, from + offset, size);
            slice.isClone = true;
            return slice;
        }

        @Override
        protected void readInternal(ByteBuffer target) throws IOException {
            long at = getFilePointer();
            if (at + target.remaining() > length) {
                throw new EOFException("read past the end of " + this);
            }
            // The place in the file is shared by all clones.
            synchronized (file) {
                file.seek(from + at);
                file.readFully(target.array(), target.arrayOffset() + target.position(), target.remaining());
            }
            target.position(target.limit());
        }

        @Override
        protected void seekInternal(long position) throws IOException {
            if (position > length) {
                throw new EOFException("seek past the end of " + this);
            }
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public void close() throws IOException {
            if (!isClone) {
                file.close();
            }
        }
    }
}
