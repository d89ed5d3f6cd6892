package dev.longhaul.asyncstate;

import dev.longhaul.cancellation.CancellationCallbackException;
import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationSource;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One state that this node owns: its value in memory, its phase, and when it was changed. An update touches the value
 * and a flag, and takes no lock.
 */
final class OwnedState {

    private static final System.Logger LOG = System.getLogger(OwnedState.class.getName());

    private final StateKey key;
    private final String instance = UUID.randomUUID().toString();
    private final @Nullable CancellationSource source;
    private final long lifespanMillis;
    private final long createdMillis;
    private final AtomicReference<Record> value;
    private final AtomicLong appliedForOthers = new AtomicLong();
    private final AtomicLong writtenForOthers = new AtomicLong();
    private final boolean yieldsToLive;
    private volatile @Nullable Hold hold;
    private volatile boolean changed = true;
    private volatile boolean toBeRepeated;
    private volatile StatePhase phase = StatePhase.RUNNING;
    private volatile boolean superseded;
    private boolean unwritable;
    private boolean cancelSeen;
    private long changedNanos;
    private long cancelBegunMillis;
    private long endedMillis;

    OwnedState(StateKey key, Record value, StateOptions options, long lifespanMillis, StateNode node) {
        this.key = key;
        this.value = new AtomicReference<>(value);
        this.source = options.source();
        this.yieldsToLive = options.refusesLive();
        this.lifespanMillis = lifespanMillis;
        this.createdMillis = node.nowMillis();
        this.changedNanos = node.now();
    }

    StateKey key() {
        return key;
    }

    String instance() {
        return instance;
    }

    long lifespanMillis() {
        return lifespanMillis;
    }

    long createdMillis() {
        return createdMillis;
    }

    Record value() {
        return Objects.requireNonNull(value.get());
    }

    /** Applies the function, more than once when several threads update at the same time. */
    <T extends Record> T update(Class<T> type, UnaryOperator<T> change) {
        boolean hasWaited = false;
        while (true) {
            Hold held = hold;
            if (held != null && !hasWaited) {
                held.await();
                letGo(held);
                hasWaited = true;
            }
            Record before = value();
            T after = change.apply(type.cast(before));
            if (after == null) {
                throw new NullPointerException("state " + key + " cannot become null");
            }
            if (value.compareAndSet(before, after)) {
                // read first: the flag is shared by all updaters, and writing it each time would be most of the cost
                if (!changed) {
                    changed = true;
                }
                return after;
            }
        }
    }

    /** Lets another node's update go first for this long. Nothing changes while one more node has that moment. */
    synchronized void holdFor(String conversation, long nanos) {
        Hold held = hold;
        if (held == null || held.isOver() || held.isFor(conversation)) {
            hold = new Hold(conversation, nanos);
            if (held != null) {
                held.end();
            }
        }
    }

    synchronized void endHold(String conversation) {
        Hold held = hold;
        if (held != null && held.isFor(conversation)) {
            hold = null;
            held.end();
        }
    }

    private synchronized void letGo(Hold held) {
        if (hold == held && held.isOver()) {
            hold = null;
        }
    }

    /**
     * Puts in the value of another node, if the one it was computed from is still there and nobody else has the moment.
     *
     * @return how many such values there were, this one included; 0 when it was not taken
     */
    long applyForOther(String conversation, Record base, Record next) {
        Hold held = hold;
        boolean mayGo = held == null || held.isFor(conversation) || held.isOver();
        if (!mayGo || !value.compareAndSet(base, next)) {
            return 0;
        }
        // counted after the value is there: a flush that has seen the count has seen the value
        long count = appliedForOthers.incrementAndGet();
        changed = true;
        endHold(conversation);
        return count;
    }

    /** How many values of other nodes the value holds, if read before it. */
    long appliedForOthers() {
        return appliedForOthers.get();
    }

    /** Every node has the first values of others, so many of them. */
    void isWrittenForOthers(long count) {
        writtenForOthers.accumulateAndGet(count, Math::max);
    }

    long writtenForOthers() {
        return writtenForOthers.get();
    }

    /** Whether another node waits until every node has what it wrote. */
    boolean hasUrgentChange() {
        return writtenForOthers.get() < appliedForOthers.get();
    }

    /** Whether it gives way to a live state found under its key, instead of taking its place. */
    boolean yieldsToLive() {
        return yieldsToLive;
    }

    /** Whether a cancel could reach its work. */
    boolean canBeCancelled() {
        return source != null && phase == StatePhase.RUNNING && !superseded;
    }

    /** Whether there is something to write: a change, or an earlier write that must be repeated. */
    boolean hasChanged() {
        return changed || toBeRepeated;
    }

    /** Before the value is read for a write: an update after this call sets the flag again. */
    synchronized void takeChange(long nowNanos) {
        toBeRepeated = false;
        if (changed) {
            changed = false;
            changedNanos = nowNanos;
        }
    }

    /** The last write did not reach everybody. Does not prolong the lifespan. */
    void repeatWrite() {
        toBeRepeated = true;
    }

    StatePhase phase() {
        return phase;
    }

    boolean isReadable() {
        return !superseded && phase.isReadable();
    }

    boolean isSuperseded() {
        return superseded;
    }

    /** Another create took the key: this one is not written any more. */
    void supersede() {
        superseded = true;
    }

    /** True the first time in a row, so that a value that cannot be written is reported once and not at each flush. */
    synchronized boolean becameUnwritable() {
        boolean first = !unwritable;
        unwritable = true;
        return first;
    }

    synchronized void wasWritable() {
        unwritable = false;
    }

    /** Moves to a later phase. False when it is in that one or a later one already. */
    synchronized boolean advance(StatePhase to, long nowMillis) {
        if (phase.compareTo(to) >= 0) {
            return false;
        }
        phase = to;
        endedMillis = endedMillis == 0 ? nowMillis : endedMillis;
        changed = true;
        return true;
    }

    /** Sees what time and the attached source have done. */
    void look(long nowNanos, long nowMillis) {
        if (source != null && !source.token().canBeCancelled()) {
            advance(StatePhase.ENDED, nowMillis);
        }
        if (sourceHasJustBeenCancelled()) {
            // its work may still go on for a while, so the lifespan counts from here and not from the last update
            changed = true;
        }
        if (isOver(nowNanos)) {
            advance(StatePhase.EXPIRED, nowMillis);
        }
    }

    private synchronized boolean sourceHasJustBeenCancelled() {
        boolean cancelled = source != null && source.isCancellationRequested();
        boolean just = cancelled && !cancelSeen;
        cancelSeen = cancelled;
        return just;
    }

    private boolean isOver(long nowNanos) {
        return lifespanMillis >= 0 && !changed && !workIsRunning() && leftMillis(nowNanos) <= 0;
    }

    /** What is left of the lifespan in milliseconds: all of it while the work is running; -1 for ever. */
    synchronized long leftMillis(long nowNanos) {
        if (lifespanMillis < 0) {
            return -1;
        }
        long passed = workIsRunning() ? 0 : TimeUnit.NANOSECONDS.toMillis(nowNanos - changedNanos);
        return Math.max(0, lifespanMillis - passed);
    }

    /** Whether a source is attached that is neither closed nor cancelled. Its work keeps the state from expiring. */
    boolean workIsRunning() {
        return source != null && source.token().canBeCancelled() && !source.isCancellationRequested();
    }

    /** Cancels the attached source, on the calling thread. False when there is none, or its work had ended. */
    boolean cancel(CancellationReason reason, long nowMillis) {
        if (source == null) {
            return false;
        }
        synchronized (this) {
            // before the callbacks, which may be slow and must not seem to come before it
            cancelBegunMillis = cancelBegunMillis == 0 ? nowMillis : cancelBegunMillis;
        }
        try {
            source.cancel(reason);
        } catch (CancellationCallbackException failed) {
            LOG.log(Level.ERROR, "callbacks on the cancellation of state " + key + " failed", failed);
        }
        return source.isCancellationRequested();
    }

    /** Whether it has a source that no cancel was delivered to yet. */
    synchronized boolean awaitsCancel() {
        return source != null && deliveredMillis() == 0;
    }

    /** The request with the stages that it has reached here. */
    synchronized CancelEnvelope stagesOf(CancelEnvelope request) {
        long delivered = deliveredMillis();
        long observed = source == null || delivered == 0
                ? 0
                : source.observedAt().map(Instant::toEpochMilli).orElse(0L);
        return request.withStages(delivered, observed, endedMillis);
    }

    private long deliveredMillis() {
        return source != null && source.isCancellationRequested() ? cancelBegunMillis : 0;
    }
}
