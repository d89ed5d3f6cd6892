package dev.longhaul.request;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A client and the container before it: records what arrives, and whether anything came at once with something else or
 * too late.
 */
public final class RecordingChannel implements Channel {

    private final List<String> events = new ArrayList<>();
    private final StringBuilder body = new StringBuilder();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final boolean blocking;
    private volatile boolean writable = true;
    private volatile boolean completed;
    private volatile @Nullable RuntimeException broken;
    private volatile Runnable duringWrite = () -> {};
    private volatile @Nullable String fault;

    public RecordingChannel(boolean blocking) {
        this.blocking = blocking;
    }

    /** Every further write throws this. */
    public void breakWith(RuntimeException failure) {
        broken = failure;
    }

    /** A client that takes nothing, or takes again. */
    public void setWritable(boolean can) {
        writable = can;
    }

    void duringWrite(Runnable action) {
        duringWrite = action;
    }

    public synchronized List<String> events() {
        return List.copyOf(events);
    }

    public synchronized String body() {
        return body.toString();
    }

    public boolean isCompleted() {
        return completed;
    }

    /** What went wrong; null if nothing. */
    public @Nullable String fault() {
        return fault;
    }

    @Override
    public boolean isWritable() {
        touch();
        return writable;
    }

    @Override
    public boolean mayBlock() {
        return blocking;
    }

    @Override
    public void setStatus(int status) {
        record("status " + status);
    }

    @Override
    public void setHeader(String name, String value) {
        record(name + ": " + value);
    }

    @Override
    public void setContentType(String type) {
        record("type " + type);
    }

    @Override
    public void setLength(int bytes) {
        record("length " + bytes);
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        if (!busy.compareAndSet(false, true)) {
            fault = "two writes at once";
        }
        touch();
        duringWrite.run();
        if (broken != null) {
            busy.set(false);
            throw broken;
        }
        synchronized (this) {
            body.append(new String(bytes, StandardCharsets.UTF_8));
        }
        busy.set(false);
    }

    @Override
    public void flush() throws IOException {
        record("flush");
        if (broken != null) {
            throw broken;
        }
    }

    @Override
    public void complete() {
        record("complete");
        completed = true;
    }

    private void record(String event) {
        touch();
        synchronized (this) {
            events.add(event);
        }
    }

    private void touch() {
        if (completed) {
            fault = "touched after completion";
        }
    }
}
