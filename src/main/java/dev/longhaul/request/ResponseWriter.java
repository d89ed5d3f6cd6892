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
 * Writes the response of one request. Body, heartbeats and completion share one lock, so none is written into the
 * middle of another and none after the end. Safe for any number of threads.
 */
final class ResponseWriter {

    private static final System.Logger LOG = System.getLogger(ResponseWriter.class.getName());

    /** Fits the smallest buffer of a socket, heads and chunk lengths included. */
    private static final long NEVER_BLOCKS_BELOW_BYTES = 1 << 10;

    private static final Duration CHECK_TOKEN_EVERY = Duration.ofMillis(100);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition spaceFreed = lock.newCondition();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Channel channel;
    private final Consumer<Throwable> whenFailed;
    private final Runnable whenOver;
    private final Backlog backlog;
    private long sentBytes;
    private boolean headSent;
    private boolean bodyBegun;
    private boolean unflushed;
    private boolean ending;

    /**
     * @param whenFailed called when a write throws, possibly under the lock
     * @param whenOver called once, when nothing of the container will be touched any more, possibly under the lock
     */
    ResponseWriter(Channel channel, Consumer<Throwable> whenFailed, Runnable whenOver, LongSupplier nanoTime) {
        this.channel = channel;
        this.whenFailed = whenFailed;
        this.whenOver = whenOver;
        this.backlog = new Backlog(nanoTime);
    }

    boolean isOver() {
        return over.get();
    }

    /** Whether a write may hold the thread that does it. */
    boolean mayBlock() {
        return channel.mayBlock();
    }

    /** Changes the head of the response. False when it has been sent already. */
    boolean prepare(Consumer<Channel> change) {
        lock.lock();
        try {
            if (headSent || over.get()) {
                return false;
            }
            change.accept(channel);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Writes a heartbeat, unless something else is being written or waits, or the body has no room for one. */
    void beat(BodyFormat format) {
        if (!lock.tryLock()) {
            return;
        }
        try {
            if (acceptsMore() && nothingWaits() && format.takesHeartbeats(bodyBegun)) {
                send(format.heartbeat());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether a heartbeat could hold the thread that writes it. */
    boolean beatMayBlock() {
        if (!channel.mayBlock()) {
            return false;
        }
        if (!lock.tryLock()) {
            return false; // another thread writes, so there will be no heartbeat
        }
        try {
            return sentBytes >= NEVER_BLOCKS_BELOW_BYTES;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Hands over a piece of the body. Waits while too much waits for the client already.
     *
     * @throws dev.longhaul.cancellation.OperationCancelledException when the token fires while it waits
     * @throws InterruptedException while it waits; the piece is not sent then
     */
    void write(byte[] piece, CancellationToken token) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (backlog.isFull() && acceptsMore()) {
                token.throwIfCancellationRequested();
                spaceFreed.await(CHECK_TOKEN_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            }
            if (acceptsMore()) {
                bodyBegun = true;
                send(piece.clone());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Hands over a piece of the body unless something waits for the client already. False if it was not taken. */
    boolean offer(byte[] piece) {
        lock.lock();
        try {
            if (!acceptsMore() || !nothingWaits()) {
                return false;
            }
            bodyBegun = true;
            send(piece.clone());
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sends the end and completes as soon as the client has taken it. The status is sent only if nothing was sent
     * before.
     */
    void end(Answer answer) {
        lock.lock();
        try {
            if (!acceptsMore()) {
                return;
            }
            byte[] body = answer.body();
            if (!headSent && backlog.isEmpty() && !answer.contentType().isEmpty()) {
                channel.setStatus(answer.status());
                channel.setContentType(answer.contentType());
                channel.setLength(body.length);
            }
            ending = true;
            send(body);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends with a problem: by its status if nothing was sent, else in the way the format allows.
     *
     * @return false if the lock was not free in time; nothing is sent then
     */
    boolean end(Problem problem, BodyFormat format, Duration patience) throws InterruptedException {
        if (!lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        try {
            if (!headSent && backlog.isEmpty()) {
                end(Answer.of(problem));
            } else if (acceptsMore()) {
                ending = true;
                send(format.saying(problem, bodyBegun));
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Gives up what waits, and completes at once. May be called again. */
    void abandon() {
        lock.lock();
        try {
            if (over.compareAndSet(false, true)) {
                backlog.endWait();
                channel.complete();
                whenOver.run();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * The container has ended the request by itself. Takes no lock: the container may call while another thread is in a
     * write that waits for the container.
     */
    void endedByContainer() {
        if (over.compareAndSet(false, true)) {
            backlog.endWait();
            whenOver.run();
        }
    }

    /** The container can take more. */
    void writePossible() {
        lock.lock();
        try {
            writeWaiting();
        } finally {
            lock.unlock();
        }
    }

    /** How long something has been waiting for the client without a byte taken; zero when nothing waits. */
    Duration stalledFor(long nowNanos) {
        return backlog.stalledFor(nowNanos);
    }

    private boolean acceptsMore() {
        return !over.get() && !ending;
    }

    private boolean nothingWaits() {
        return backlog.isEmpty() && !unflushed;
    }

    private void send(byte[] bytes) {
        backlog.add(bytes);
        writeWaiting();
    }

    private void writeWaiting() {
        try {
            // asked anew before each step: after a write or a flush the container may take no other
            while (!over.get() && channel.isWritable()) {
                if (!writeNext()) {
                    return;
                }
                backlog.restartWait();
            }
        } catch (Throwable failed) {
            // not only IOException: a connection that dies under a write shows as a NullPointerException too
            LOG.log(Level.DEBUG, "a write to a client failed", failed);
            whenFailed.accept(failed);
            abandon();
        }
    }

    /** Does the next of: write, flush, complete. False when there is nothing to do. */
    private boolean writeNext() throws IOException {
        byte[] next = backlog.poll();
        if (next != null) {
            headSent = true;
            unflushed = true;
            sentBytes += next.length;
            channel.write(next);
            spaceFreed.signalAll();
            return true;
        }
        if (unflushed) {
            unflushed = false;
            channel.flush();
            return true;
        }
        backlog.endWait();
        if (ending) {
            abandon();
        }
        return false;
    }
}
