package dev.longhaul.asyncstate;

import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A state that this node owns: its {@link LocalValue value}, the {@link LocalCancel source} that cancels its work, and
 * how far its life has come.
 */
final class LocalState {

    private final StateKey key;
    private final String instance = UUID.randomUUID().toString();
    private final LocalValue value;
    private final LocalCancel cancel;
    private final long lifespanMillis;
    private final long createdMillis;
    private final boolean yieldsToLive;
    private volatile StatePhase phase = StatePhase.RUNNING;
    private volatile boolean superseded;
    private boolean cancelSeen;
    private long endedMillis;

    /** @param lifespanMillis after the last change; -1 for forever */
    LocalState(StateKey key, Record value, StateOptions options, long lifespanMillis, ThisNode node) {
        this.key = key;
        this.value = new LocalValue(key, value, node.now());
        this.cancel = new LocalCancel(key, options.source());
        this.yieldsToLive = options.refusesLive();
        this.lifespanMillis = lifespanMillis;
        this.createdMillis = node.nowMillis();
    }

    StateKey key() {
        return key;
    }

    String instance() {
        return instance;
    }

    LocalValue value() {
        return value;
    }

    LocalCancel cancel() {
        return cancel;
    }

    long lifespanMillis() {
        return lifespanMillis;
    }

    long createdMillis() {
        return createdMillis;
    }

    /** Whether it gives way to a live state found under its key, instead of superseding it. */
    boolean yieldsToLive() {
        return yieldsToLive;
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

    /** Another create took the key: this state is no longer written. */
    void supersede() {
        superseded = true;
    }

    /** Whether a cancel could reach its work. */
    boolean canBeCancelled() {
        return cancel.hasSource() && phase == StatePhase.RUNNING && !superseded;
    }

    /** Moves to a later phase. False when it is in that one or a later one already. */
    synchronized boolean advance(StatePhase to, long nowMillis) {
        if (phase.compareTo(to) >= 0) {
            return false;
        }
        phase = to;
        endedMillis = endedMillis == 0 ? nowMillis : endedMillis;
        value.markChanged();
        return true;
    }

    /** Moves to the phase that time and the attached source call for. */
    void advanceIfDue(long nowNanos, long nowMillis) {
        if (cancel.isClosed()) {
            advance(StatePhase.ENDED, nowMillis);
        }
        if (noticeCancel()) {
            // its work may continue for a while, so the lifespan counts from here and not from the last update
            value.markChanged();
        }
        if (isOver(nowNanos)) {
            advance(StatePhase.EXPIRED, nowMillis);
        }
    }

    /** Returns true the first time that the source is seen to be cancelled. */
    private synchronized boolean noticeCancel() {
        boolean cancelled = cancel.isCancelled();
        boolean first = cancelled && !cancelSeen;
        cancelSeen = cancelled;
        return first;
    }

    private boolean isOver(long nowNanos) {
        return lifespanMillis >= 0 && !value.hasNewChange() && !cancel.isWorkRunning() && leftMillis(nowNanos) <= 0;
    }

    /** What is left of the lifespan in milliseconds: all of it while the work is running; -1 for forever. */
    long leftMillis(long nowNanos) {
        if (lifespanMillis < 0) {
            return -1;
        }
        long passed = cancel.isWorkRunning() ? 0 : TimeUnit.NANOSECONDS.toMillis(value.nanosSinceChange(nowNanos));
        return Math.max(0, lifespanMillis - passed);
    }

    /** The request with the stages that it has reached here. */
    CancelEnvelope stagesOf(CancelEnvelope request) {
        return cancel.stagesOf(request, endedMillis());
    }

    private synchronized long endedMillis() {
        return endedMillis;
    }
}
