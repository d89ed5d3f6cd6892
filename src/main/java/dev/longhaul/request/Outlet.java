package dev.longhaul.request;

import dev.longhaul.cancellation.CancellationToken;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Everything that goes to one client: body, heartbeats and completion pass one gate, so none comes into the middle of
 * another and none after the end. Safe for any number of threads.
 */
final class Outlet {

    private static final System.Logger LOG = System.getLogger(Outlet.class.getName());

    /** Fits the smallest buffer of a socket, heads and chunk lengths included. */
    private static final long NEVER_BLOCKS_BELOW_BYTES = 1 << 10;

    private static final Duration LOOK_AT_TOKEN = Duration.ofMillis(100);

    private final ReentrantLock gate = new ReentrantLock();
    private final Condition room = gate.newCondition();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Channel channel;
    private final Consumer<Throwable> whenFailed;
    private final Runnable whenOver;
    private final Backlog waiting;
    private long sentBytes;
    private boolean begun;
    private boolean bodyBegun;
    private boolean unflushed;
    private boolean ending;

    /**
     * @param whenFailed called when a write throws, possibly under the gate
     * @param whenOver called once, when nothing of the container will be touched any more, possibly under the gate
     */
    Outlet(Channel channel, Consumer<Throwable> whenFailed, Runnable whenOver, LongSupplier nanoTime) {
        this.channel = channel;
        this.whenFailed = whenFailed;
        this.whenOver = whenOver;
        this.waiting = new Backlog(nanoTime);
    }

    boolean isOver() {
        return over.get();
    }

    /** Whether a write may hold the thread that does it. */
    boolean mayBlock() {
        return channel.mayBlock();
    }

    /** Changes the head of the answer. False when it is on its way already. */
    boolean prepare(Consumer<Channel> change) {
        gate.lock();
        try {
            if (begun || over.get()) {
                return false;
            }
            change.accept(channel);
            return true;
        } finally {
            gate.unlock();
        }
    }

    /** Writes a sign of life, unless something else is being written, waits to be, or leaves no place for it. */
    void beat(BodyFormat format) {
        if (!gate.tryLock()) {
            return;
        }
        try {
            if (!over.get() && !ending && waiting.isEmpty() && !unflushed && format.takesHeartbeats(bodyBegun)) {
                waiting.add(format.heartbeat());
                pump();
            }
        } finally {
            gate.unlock();
        }
    }

    /** Whether a heartbeat could hold the thread that writes it. */
    boolean beatMayBlock() {
        if (!channel.mayBlock()) {
            return false;
        }
        if (!gate.tryLock()) {
            return false; // somebody writes, so there will be no heartbeat
        }
        try {
            return sentBytes >= NEVER_BLOCKS_BELOW_BYTES;
        } finally {
            gate.unlock();
        }
    }

    /**
     * Hands over a piece of the body. Waits while too much waits for the client already.
     *
     * @throws dev.longhaul.cancellation.OperationCancelledException when the token fires while it waits
     * @throws InterruptedException while it waits; the piece is not sent then
     */
    void write(byte[] piece, CancellationToken token) throws InterruptedException {
        gate.lockInterruptibly();
        try {
            while (waiting.isFull() && !over.get() && !ending) {
                token.throwIfCancellationRequested();
                room.await(LOOK_AT_TOKEN.toMillis(), TimeUnit.MILLISECONDS);
            }
            if (!over.get() && !ending) {
                bodyBegun = true;
                waiting.add(piece.clone());
                pump();
            }
        } finally {
            gate.unlock();
        }
    }

    /** Hands over a piece of the body unless something waits for the client already. False if it was not taken. */
    boolean offer(byte[] piece) {
        gate.lock();
        try {
            if (over.get() || ending || !waiting.isEmpty() || unflushed) {
                return false;
            }
            bodyBegun = true;
            waiting.add(piece.clone());
            pump();
            return true;
        } finally {
            gate.unlock();
        }
    }

    /**
     * Sends the end and completes as soon as the client has taken it. With its status only if nothing was sent before.
     */
    void end(Answer answer) {
        gate.lock();
        try {
            if (over.get() || ending) {
                return;
            }
            byte[] body = answer.body();
            if (!begun && waiting.isEmpty() && !answer.contentType().isEmpty()) {
                channel.setStatus(answer.status());
                channel.setContentType(answer.contentType());
                channel.setLength(body.length);
            }
            ending = true;
            waiting.add(body);
            pump();
        } finally {
            gate.unlock();
        }
    }

    /**
     * Ends with a problem: by its status if nothing was sent, else by what the format allows. False if the gate stays
     * shut.
     */
    boolean end(Problem problem, BodyFormat format, Duration patience) throws InterruptedException {
        if (!gate.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        try {
            if (!begun && waiting.isEmpty()) {
                end(Answer.of(problem));
            } else if (!over.get() && !ending) {
                ending = true;
                waiting.add(format.saying(problem, bodyBegun));
                pump();
            }
            return true;
        } finally {
            gate.unlock();
        }
    }

    /** Gives up whatever waits, and completes at once. May be called again. */
    void abandon() {
        gate.lock();
        try {
            if (over.compareAndSet(false, true)) {
                waiting.rest();
                channel.complete();
                whenOver.run();
            }
        } finally {
            gate.unlock();
        }
    }

    /**
     * The container has ended the request by itself. Takes no gate: the container may call while another thread is in a
     * write that waits for the container.
     */
    void endedByContainer() {
        if (over.compareAndSet(false, true)) {
            waiting.rest();
            whenOver.run();
        }
    }

    /** The container can take more. */
    void writePossible() {
        gate.lock();
        try {
            pump();
        } finally {
            gate.unlock();
        }
    }

    /** As {@link Backlog#stalledFor}. */
    Duration stalledFor(long nowNanos) {
        return waiting.stalledFor(nowNanos);
    }

    private void pump() {
        try {
            while (!over.get() && channel.isWritable()) {
                if (!step()) {
                    return;
                }
                waiting.moved();
            }
        } catch (Throwable failed) {
            // not only IOException: a connection that dies under a write shows as a NullPointerException too
            LOG.log(Level.DEBUG, "a write to a client failed", failed);
            whenFailed.accept(failed);
            abandon();
        }
    }

    /**
     * Does the next of: write, flush, complete. False when there is nothing to do. Each needs a fresh look at the
     * channel.
     */
    private boolean step() throws IOException {
        byte[] next = waiting.take();
        if (next != null) {
            begun = true;
            unflushed = true;
            sentBytes += next.length;
            channel.write(next);
            room.signalAll();
            return true;
        }
        if (unflushed) {
            unflushed = false;
            channel.flush();
            return true;
        }
        waiting.rest();
        if (ending) {
            abandon();
        }
        return false;
    }
}
