package dev.longhaul.asyncstate;

import dev.longhaul.asyncstate.UpdateEnvelope.Kind;
import dev.longhaul.cluster.NodeId;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A state of another node that this node updates. One thread at a time talks to the owner, for itself and for all
 * others that wait: it applies their functions one after the other and asks the owner to write the last value.
 */
final class ForeignState {

    private static final System.Logger LOG = System.getLogger(ForeignState.class.getName());

    static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration REPEAT_AFTER = Duration.ofMillis(250);
    private static final Duration BETWEEN_CHECKS = Duration.ofMillis(50);
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final StateKey key;
    private final NodeId owner;
    private final UpdateEnvelope first;
    private final StateStore store;
    private final ThisNode node;
    private final StateJson json;
    private final AtomicLong numbers;
    private final Queue<ForeignChange> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock();
    private final Object arrival = new Object();
    private @Nullable UpdateEnvelope arrived;
    private @Nullable Known known;
    private long usedNanos;
    private boolean retired;

    private record Known(Record value, long number) {}

    ForeignState(StateEnvelope target, StateStore store, ThisNode node, StateJson json, AtomicLong numbers) {
        this.key = target.key();
        this.owner = target.owner();
        this.first = UpdateEnvelope.open(target.instance(), node.id().incarnation(), owner.incarnation(), 0);
        this.store = store;
        this.node = node;
        this.json = json;
        this.numbers = numbers;
    }

    /** Waits until the change is decided. False when this object is no longer in use. */
    boolean update(ForeignChange mine, Class<? extends Record> type) {
        waiting.add(mine);
        turn.lock();
        try {
            if (retired) {
                return false;
            }
            if (!mine.isDecided()) {
                decideWaiting(type);
            }
            usedNanos = node.now();
            return true;
        } finally {
            turn.unlock();
        }
    }

    /** Retires this object after a while without an update. True when it is retired: no update may use it then. */
    boolean retireIfIdle() {
        if (!turn.tryLock()) {
            return false;
        }
        try {
            retired = retired || (waiting.isEmpty() && node.now() - usedNanos > IDLE.toNanos());
            return retired;
        } finally {
            turn.unlock();
        }
    }

    void receive(UpdateEnvelope answer) {
        synchronized (arrival) {
            if (arrived == null || arrived.number() < answer.number()) {
                arrived = answer;
                arrival.notifyAll();
            }
        }
    }

    private void decideWaiting(Class<? extends Record> type) {
        List<ForeignChange> all = new ArrayList<>();
        for (ForeignChange next = waiting.poll(); next != null; next = waiting.poll()) {
            all.add(next);
        }
        try {
            decide(all, type);
        } catch (RuntimeException failure) {
            known = null;
            all.forEach(update -> update.fail(failure));
        }
    }

    private void decide(List<ForeignChange> all, Class<? extends Record> type) {
        boolean current = false;
        while (true) {
            Known base = known;
            if (base == null) {
                base = learn(ask(question(Kind.OPEN, 0, "")), type);
                current = true;
            }
            Record next = base.value();
            for (ForeignChange update : all) {
                next = update.applyTo(key, next);
            }
            boolean refused = !all.stream().allMatch(ForeignChange::isApplicable);
            if (refused && !current) {
                // a function may refuse only the current value, not the one of some seconds ago
                known = null;
                continue;
            }
            if (all.stream().noneMatch(ForeignChange::isApplicable)) {
                all.forEach(ForeignChange::decide);
                return;
            }
            if (!isWritable(next) && all.size() > 1) {
                all.forEach(update -> decide(List.of(update), type));
                return;
            }
            UpdateEnvelope answer = ask(question(Kind.WRITE, base.number(), json.write(key, next)));
            if (answer.kindOrUnknown() == Kind.APPLIED) {
                known = new Known(next, answer.number());
                all.forEach(ForeignChange::decide);
                return;
            }
            learn(answer, type);
            current = true;
        }
    }

    private boolean isWritable(Record value) {
        try {
            return !json.write(key, value).isEmpty();
        } catch (IllegalArgumentException refused) {
            LOG.log(Level.DEBUG, "one of several updates is refused", refused);
            return false;
        }
    }

    private Known learn(UpdateEnvelope answer, Class<? extends Record> type) {
        switch (answer.kindOrUnknown()) {
            case VALUE -> {
                Known learnt = new Known(json.read(key, answer.json(), type), answer.number());
                known = learnt;
                return learnt;
            }
            case GONE -> throw new UnknownStateException(key);
            default ->
                throw new IllegalStateException(
                        "state " + key + " was not updated on node " + owner.name() + ": " + answer.text());
        }
    }

    private UpdateEnvelope question(Kind kind, long base, String value) {
        long number = numbers.incrementAndGet();
        return kind == Kind.WRITE
                ? first.write(number, base, value)
                : UpdateEnvelope.open(first.instance(), first.node(), first.owner(), number);
    }

    /** Asks, and repeats the question while no answer comes: the owner decides on each question once. */
    private UpdateEnvelope ask(UpdateEnvelope question) {
        long begun = System.nanoTime();
        long asked = begun;
        CompletableFuture<Void> said = put(question).toCompletableFuture();
        while (true) {
            UpdateEnvelope answer = awaitAnswer(question);
            if (answer != null) {
                return answer;
            }
            long now = System.nanoTime();
            boolean present = node.present().test(owner.incarnation());
            if (!present || now - begun > LONGEST.toNanos()) {
                put(question.withdrawal(numbers.incrementAndGet()));
                throw present
                        ? StateOwnedElsewhereException.noAnswer(key, owner, LONGEST)
                        : StateOwnedElsewhereException.ownerLeft(key, owner);
            }
            // one at a time: a message to a frozen peer waits, and a pile of the same would wait no less
            if (said.isDone() && now - asked > REPEAT_AFTER.toNanos()) {
                asked = now;
                said = put(question).toCompletableFuture();
            }
        }
    }

    /** Completes when every node has the question, or when its outcome is unknown. */
    private CompletionStage<Void> put(UpdateEnvelope question) {
        CompletionStage<Void> said;
        try {
            said = store.putUpdate(question);
        } catch (RuntimeException refused) {
            said = CompletableFuture.failedFuture(refused);
        }
        return said.exceptionally(failure -> {
            LOG.log(Level.DEBUG, "a question about state " + key + " may be lost", failure);
            return null;
        });
    }

    // An interrupt does not end the wait: the caller could not tell then whether the update was applied.
    private @Nullable UpdateEnvelope awaitAnswer(UpdateEnvelope question) {
        boolean interrupted = false;
        long end = System.nanoTime() + BETWEEN_CHECKS.toNanos();
        UpdateEnvelope answer;
        synchronized (arrival) {
            long left = BETWEEN_CHECKS.toNanos();
            while (!isAnswerTo(question, arrived) && left > 0) {
                try {
                    TimeUnit.NANOSECONDS.timedWait(arrival, left);
                } catch (InterruptedException kept) {
                    interrupted = true;
                }
                left = end - System.nanoTime();
            }
            answer = arrived;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (isAnswerTo(question, answer)) {
            return answer;
        }
        // a listener may have missed it, as after a merge
        UpdateEnvelope stored = store.readUpdate(question.answerKey());
        return isAnswerTo(question, stored) ? stored : null;
    }

    private static boolean isAnswerTo(UpdateEnvelope question, @Nullable UpdateEnvelope answer) {
        return answer != null && answer.number() == question.number();
    }
}
