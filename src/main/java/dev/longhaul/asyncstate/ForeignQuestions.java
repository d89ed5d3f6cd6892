package dev.longhaul.asyncstate;

import dev.longhaul.asyncstate.UpdateEnvelope.Kind;
import dev.longhaul.lifecycle.Inbox;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides on the updates that other nodes want to make to this node's states. A write is applied if it was computed
 * from the value that is still there; otherwise the answer is the current value. So all updates of a state have one
 * order, in which they reached the owner's memory, and the owner's own updates need nothing but that memory.
 *
 * <p>A write is answered when every node has it. A repeated question, whose answer was lost, is answered again and not
 * applied again.
 */
final class ForeignQuestions {

    private static final System.Logger LOG = System.getLogger(ForeignQuestions.class.getName());

    private static final Duration SHORTEST_RESERVATION = Duration.ofMillis(20);
    private static final int MOST_DOUBLINGS = 4;
    private static final Duration FORGET_AFTER = Duration.ofMinutes(1);

    private final Map<String, Conversation> conversations = new ConcurrentHashMap<>();
    private final Inbox<UpdateEnvelope> inbox;
    private final LocalStateIndex local;
    private final StateStore store;
    private final ThisNode node;
    private final StateJson json;
    private final StateFlush flush;

    ForeignQuestions(
            Inbox<UpdateEnvelope> inbox,
            LocalStateIndex local,
            StateStore store,
            ThisNode node,
            StateJson json,
            StateFlush flush) {
        this.inbox = inbox;
        this.local = local;
        this.store = store;
        this.node = node;
        this.json = json;
        this.flush = flush;
    }

    /** Decides on the questions that are waiting, and answers those whose write every node has by now. */
    synchronized void step() {
        inbox.drainTo(this::decide);
        conversations.values().forEach(this::resume);
    }

    private void resume(Conversation conversation) {
        if (conversation.awaitedWrite == 0) {
            if (node.now() - conversation.touchedNanos > FORGET_AFTER.toNanos()) {
                // a question that is repeated later than this finds no value to be based on, and is not applied
                conversations.values().remove(conversation);
            }
            return;
        }
        LocalValue value = conversation.state.value();
        if (value.replicatedForeignChanges() < conversation.awaitedWrite) {
            flush.writeNow(conversation.state);
        }
        // checked again: a store in memory has written it by now
        if (conversation.awaitedWrite != 0 && value.replicatedForeignChanges() >= conversation.awaitedWrite) {
            conversation.awaitedWrite = 0;
            answer(conversation, Kind.APPLIED, "", "");
        }
    }

    private void decide(UpdateEnvelope question) {
        LocalState state = local.findInstance(question.instance());
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
            case WITHDRAW -> state.value().endReservation(question.conversation());
            default -> offerValue(conversation);
        }
    }

    private void write(Conversation conversation) {
        LocalState state = conversation.state;
        if (!state.isReadable()) {
            answer(conversation, Kind.GONE, "", "");
            return;
        }
        UpdateEnvelope question = conversation.question;
        Record base = conversation.offered;
        if (base == null || question.base() != conversation.offeredNumber) {
            offerValue(conversation);
            return;
        }
        try {
            Record next = json.read(state.key(), question.json(), base.getClass());
            long count = state.value().applyForeign(question.conversation(), base, next);
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
        LocalState state = conversation.state;
        if (!state.isReadable()) {
            answer(conversation, Kind.GONE, "", "");
            return;
        }
        long reserved = SHORTEST_RESERVATION.toNanos() << Math.min(conversation.misses, MOST_DOUBLINGS);
        state.value().reserve(conversation.question.conversation(), reserved);
        Record value = state.value().get();
        try {
            String text = json.write(state.key(), value);
            conversation.offered(value);
            answer(conversation, Kind.VALUE, text, "");
        } catch (IllegalArgumentException unwritable) {
            state.value().endReservation(conversation.question.conversation());
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
                    LOG.log(Level.DEBUG, "an answer may be lost; the question will be repeated", failure);
                }
            });
        } catch (RuntimeException refused) {
            LOG.log(Level.DEBUG, "an answer is lost; the question will be repeated", refused);
        }
    }

    /** What is remembered of another node's updates of one state. Guarded by the monitor of the outer object. */
    private static final class Conversation {

        private final LocalState state;
        private UpdateEnvelope question;
        private boolean heardAny;
        private @Nullable UpdateEnvelope answer;
        private @Nullable Record offered;
        private long offeredNumber;
        private long awaitedWrite;
        private int misses;
        private long touchedNanos;

        Conversation(LocalState state, UpdateEnvelope first) {
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

        void offered(Record value) {
            offered = value;
            offeredNumber = question.number();
        }

        void applied(Record value, long count) {
            offered(value);
            awaitedWrite = count;
            misses = 0;
        }
    }
}
