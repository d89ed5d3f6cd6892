package dev.longhaul.asyncstate;

import dev.longhaul.asyncstate.UpdateEnvelope.Kind;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Updates of this node's states that other nodes ask for. The owner decides: a write is applied if it was computed from
 * the value that is still there, and otherwise answered with the value that is. So all updates of a state have one
 * order, the one in which they reached the owner's memory, and the owner's own need nothing but that memory.
 *
 * <p>A write is answered when every node has it. A question that is asked again, because its answer was lost, is
 * answered again and not applied again.
 */
final class IncomingUpdates {

    private static final System.Logger LOG = System.getLogger(IncomingUpdates.class.getName());

    private static final Duration SHORTEST_HOLD = Duration.ofMillis(20);
    private static final int MOST_DOUBLINGS = 4;
    private static final Duration FORGET_AFTER = Duration.ofMinutes(1);

    private final Queue<UpdateEnvelope> waiting = new ConcurrentLinkedQueue<>();
    private final Map<String, Conversation> conversations = new ConcurrentHashMap<>();
    private final OwnedStates owned;
    private final StateStore store;
    private final StateNode node;
    private final StateJson json;
    private Consumer<OwnedState> publish = state -> {};
    private volatile Runnable wake = () -> {};

    IncomingUpdates(OwnedStates owned, StateStore store, StateNode node, StateJson json) {
        this.owned = owned;
        this.store = store;
        this.node = node;
        this.json = json;
    }

    /** How to write a state to the cluster at once, without waiting for it. */
    void publishBy(Consumer<OwnedState> publisher) {
        publish = publisher;
    }

    /** How to wake the thread that calls {@link #step}. */
    void wakeBy(Runnable wakeLoop) {
        wake = wakeLoop;
    }

    /** Takes a question that has arrived; on a thread of the cluster, so it only hands over. */
    void offer(UpdateEnvelope question) {
        waiting.add(question);
        wake.run();
    }

    /** The cluster has taken a write of a state, or has not: there may be something to answer or to write again. */
    void written() {
        if (!conversations.isEmpty()) {
            wake.run();
        }
    }

    /** Decides on what waits, and answers what every node has by now. */
    synchronized void step() {
        UpdateEnvelope next = waiting.poll();
        while (next != null) {
            decide(next);
            next = waiting.poll();
        }
        conversations.values().forEach(this::goOn);
    }

    private void goOn(Conversation conversation) {
        if (conversation.awaitedWrite == 0) {
            if (node.now() - conversation.touchedNanos > FORGET_AFTER.toNanos()) {
                // a question that is repeated later than this finds no value to be based on, and is not applied
                conversations.values().remove(conversation);
            }
            return;
        }
        if (conversation.state.writtenForOthers() < conversation.awaitedWrite) {
            publish.accept(conversation.state);
        }
        // looked at again: a store in memory has written it by now
        if (conversation.awaitedWrite != 0 && conversation.state.writtenForOthers() >= conversation.awaitedWrite) {
            conversation.awaitedWrite = 0;
            answer(conversation, Kind.APPLIED, "", "");
        }
    }

    private void decide(UpdateEnvelope question) {
        OwnedState state = owned.findInstance(question.instance());
        if (state == null) {
            if (question.owner().equals(node.id().incarnation())) {
                send(question.answer(Kind.GONE, "", ""));
            }
            return;
        }
        Conversation conversation =
                conversations.computeIfAbsent(question.conversation(), started -> new Conversation(state, question));
        if (conversation.hasHeard(question)) {
            if (conversation.answer != null && conversation.question.number() == question.number()) {
                send(conversation.answer);
            }
            return;
        }
        conversation.hear(question, node.now());
        switch (question.kindOrUnknown()) {
            case WRITE -> write(conversation);
            case WITHDRAW -> state.endHold(question.conversation());
            default -> offerValue(conversation);
        }
    }

    private void write(Conversation conversation) {
        OwnedState state = conversation.state;
        if (!state.isReadable()) {
            answer(conversation, Kind.GONE, "", "");
            return;
        }
        UpdateEnvelope question = conversation.question;
        Record base = conversation.given;
        if (base == null || question.base() != conversation.givenNumber) {
            offerValue(conversation);
            return;
        }
        try {
            Record next = json.read(state.key(), question.json(), base.getClass());
            long count = state.applyForOther(question.conversation(), base, next);
            if (count == 0) {
                conversation.misses++;
                offerValue(conversation);
            } else {
                conversation.applied(next, count);
            }
        } catch (IllegalStateException unreadable) {
            answer(conversation, Kind.REFUSED, "", String.valueOf(unreadable.getMessage()));
        }
    }

    private void offerValue(Conversation conversation) {
        OwnedState state = conversation.state;
        if (!state.isReadable()) {
            answer(conversation, Kind.GONE, "", "");
            return;
        }
        long hold = SHORTEST_HOLD.toNanos() << Math.min(conversation.misses, MOST_DOUBLINGS);
        state.holdFor(conversation.question.conversation(), hold);
        Record value = state.value();
        try {
            String text = json.write(state.key(), value);
            conversation.given(value);
            answer(conversation, Kind.VALUE, text, "");
        } catch (IllegalArgumentException unwritable) {
            state.endHold(conversation.question.conversation());
            answer(conversation, Kind.REFUSED, "", String.valueOf(unwritable.getMessage()));
        }
    }

    private void answer(Conversation conversation, Kind kind, String value, String why) {
        UpdateEnvelope answer = conversation.question.answer(kind, value, why);
        conversation.answer = answer;
        send(answer);
    }

    private void send(UpdateEnvelope answer) {
        try {
            store.putUpdate(answer).whenComplete((done, failure) -> {
                if (failure != null) {
                    LOG.log(Level.DEBUG, "an answer may be lost, the question will come again", failure);
                }
            });
        } catch (RuntimeException refused) {
            LOG.log(Level.DEBUG, "an answer is lost, the question will come again", refused);
        }
    }

    /** What is remembered of one other node's updates of one state. Guarded by the monitor of the outer object. */
    private static final class Conversation {

        private final OwnedState state;
        private UpdateEnvelope question;
        private boolean heardAny;
        private @Nullable UpdateEnvelope answer;
        private @Nullable Record given;
        private long givenNumber;
        private long awaitedWrite;
        private int misses;
        private long touchedNanos;

        Conversation(OwnedState state, UpdateEnvelope first) {
            this.state = state;
            this.question = first;
        }

        boolean hasHeard(UpdateEnvelope repeated) {
            return heardAny && repeated.number() <= question.number();
        }

        void hear(UpdateEnvelope next, long nowNanos) {
            question = next;
            heardAny = true;
            answer = null;
            awaitedWrite = 0;
            touchedNanos = nowNanos;
        }

        void given(Record value) {
            given = value;
            givenNumber = question.number();
        }

        void applied(Record value, long count) {
            given(value);
            awaitedWrite = count;
            misses = 0;
        }
    }
}
