package dev.serai.vector.document;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is unpacked and stops where a small archive turns into much more than a document ever does. */
final class Unpacked extends FilterInputStream {

    Unpacked(InputStream in, Budget budget) {
        super(in);
        this.budget = budget;
    }

    private final Budget budget;

    @Override
    public int read() throws IOException {
        int next = super.read();
        budget.unpacked(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        budget.unpacked(Math.max(0, count));
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, 8192)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
