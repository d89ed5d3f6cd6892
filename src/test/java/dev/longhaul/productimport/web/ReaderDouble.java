package dev.longhaul.productimport.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A client that takes as much as the test lets it: the response's stream and the end of the request in one. */
final class ReaderDouble extends ServletOutputStream {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private int room = Integer.MAX_VALUE;
    private boolean asked;
    private boolean broken;
    private int flushes;
    private int ends;
    private @Nullable String violation;

    /** Lets that many calls of write and flush pass, then is not ready. */
    void takeOnly(int calls) {
        room = calls;
    }

    void breakDown() {
        broken = true;
    }

    String taken() {
        return taken.toString(StandardCharsets.UTF_8);
    }

    int flushes() {
        return flushes;
    }

    int ends() {
        return ends;
    }

    /** The first breach of the servlet API's rules, null if there was none. */
    @Nullable
    String violation() {
        return violation;
    }

    void end() {
        ends++;
    }

    @Override
    public boolean isReady() {
        asked = room > 0;
        return asked;
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        pass();
        taken.write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
        pass();
        flushes++;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        throw new UnsupportedOperationException("the test calls the stream itself");
    }

    private void pass() throws IOException {
        if (ends > 0) {
            violation = "written after the end";
        } else if (!asked) {
            violation = "written without a look at isReady";
        }
        asked = false;
        if (broken) {
            throw new IOException("Broken pipe");
        }
        room--;
    }
}
