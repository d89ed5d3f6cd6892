package dev.longhaul.asyncstate;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The value of a state on the node that owns it, and whether the cluster has it yet. An update by the owner reads a
 * reservation, swaps the value and reads a flag; it takes no lock.
 */
final class LocalValue {

    private final StateKey key;
    private final AtomicReference<Record> value;
    private final AtomicLong foreignChanges = new AtomicLong();
    private final AtomicLong replicatedForeignChanges = new AtomicLong();
    private volatile @Nullable UpdateReservation reservation;
    private volatile boolean changed = true;
    private volatile boolean toBeRepeated;
    private boolean unwritable;
    private long changedNanos;

    LocalValue(StateKey key, Record value, long nowNanos) {
        this.key = key;
        this.value = new AtomicReference<>(value);
        this.changedNanos = nowNanos;
    }

    Record get() {
        return Objects.requireNonNull(value.get());
    }

    /** Applies the function, more than once when several threads update at the same time. */
    <T extends Record> T update(Class<T> type, UnaryOperator<T> change) {
        boolean hasWaited = false;
        while (true) {
            UpdateReservation reserved = reservation;
            if (reserved != null && !hasWaited) {
                reserved.await();
                dropIfOver(reserved);
                hasWaited = true;
            }
            Record before = get();
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

    /** Lets another node's update go first for this long. Changes nothing while a third node has a reservation. */
    synchronized void reserve(String conversation, long nanos) {
        UpdateReservation before = reservation;
        if (before == null || before.isOver() || before.isFor(conversation)) {
            reservation = new UpdateReservation(conversation, nanos);
            if (before != null) {
                before.end();
            }
        }
    }

    synchronized void endReservation(String conversation) {
        UpdateReservation before = reservation;
        if (before != null && before.isFor(conversation)) {
            reservation = null;
            before.end();
        }
    }

    private synchronized void dropIfOver(UpdateReservation waitedFor) {
        if (reservation == waitedFor && waitedFor.isOver()) {
            reservation = null;
        }
    }

    /**
     * Swaps in another node's value if the value that it was computed from is still there and no other node has a
     * reservation.
     *
     * @return how many such values there were, this one included; 0 when it was refused
     */
    long applyForeign(String conversation, Record base, Record next) {
        UpdateReservation reserved = reservation;
        boolean free = reserved == null || reserved.isFor(conversation) || reserved.isOver();
        if (!free || !value.compareAndSet(base, next)) {
            return 0;
        }
        // counted after the value is there: a flush that has seen the count has seen the value
        long count = foreignChanges.incrementAndGet();
        changed = true;
        endReservation(conversation);
        return count;
    }

    /**
     * How many values of other nodes have been applied. Read it before the value: the value then contains at least that
     * many.
     */
    long foreignChanges() {
        return foreignChanges.get();
    }

    /** Records that the cluster now holds the first {@code count} values applied on behalf of other nodes. */
    void markReplicated(long count) {
        replicatedForeignChanges.accumulateAndGet(count, Math::max);
    }

    long replicatedForeignChanges() {
        return replicatedForeignChanges.get();
    }

    /** Whether another node waits until every node has what it wrote. */
    boolean hasUrgentChange() {
        return replicatedForeignChanges.get() < foreignChanges.get();
    }

    /** Whether there is something to write: a change, or an earlier write that must be repeated. */
    boolean hasChanged() {
        return changed || toBeRepeated;
    }

    /** Whether it changed since the last write started; repeated writes do not count. */
    boolean hasNewChange() {
        return changed;
    }

    void markChanged() {
        changed = true;
    }

    /** Call before the value is read for a write: an update after this call sets the flag again. */
    synchronized void takeChange(long nowNanos) {
        toBeRepeated = false;
        if (changed) {
            changed = false;
            changedNanos = nowNanos;
        }
    }

    /** Has the value written again, because the last write may not have reached every node. Not a change. */
    void repeatWrite() {
        toBeRepeated = true;
    }

    /** How long ago a change was last written. */
    synchronized long nanosSinceChange(long nowNanos) {
        return nowNanos - changedNanos;
    }

    /** Returns true the first time in a row, so that a value that cannot be written is reported once. */
    synchronized boolean markUnwritable() {
        boolean first = !unwritable;
        unwritable = true;
        return first;
    }

    synchronized void markWritable() {
        unwritable = false;
    }
}
