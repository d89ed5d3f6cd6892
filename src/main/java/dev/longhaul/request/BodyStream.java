package dev.longhaul.request;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Collects small writes into pieces of a body. For one thread. */
final class BodyStream extends OutputStream {

    private final Pieces pieces;
    private final byte[] piece = new byte[8192];
    private int count;

    /** Takes the pieces. */
    interface Pieces {
        void write(byte[] piece) throws InterruptedException;
    }

    BodyStream(Pieces pieces) {
        this.pieces = pieces;
    }

    @Override
    public void write(int value) throws IOException {
        if (count == piece.length) {
            flush();
        }
        piece[count++] = (byte) value;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int offset = from;
        int left = length;
        while (left > 0) {
            if (count == piece.length) {
                flush();
            }
            int fitting = Math.min(left, piece.length - count);
            System.arraycopy(bytes, offset, piece, count, fitting);
            count += fitting;
            offset += fitting;
            left -= fitting;
        }
    }

    @Override
    public void flush() throws IOException {
        if (count == 0) {
            return;
        }
        byte[] full = Arrays.copyOf(piece, count);
        count = 0;
        try {
            pieces.write(full);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a client did not take what was written");
        }
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
