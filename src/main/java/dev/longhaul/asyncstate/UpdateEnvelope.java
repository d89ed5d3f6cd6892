package dev.longhaul.asyncstate;

import org.infinispan.protostream.annotations.Proto;
import org.infinispan.protostream.annotations.ProtoField;

/**
 * One message of the conversation in which a node updates a state that another node owns. One node asks, the other
 * answers. The numbers of the fields are its format.
 *
 * @param instance of the state
 * @param node incarnation of the node that asks
 * @param owner incarnation of the node that is asked
 * @param number of the question; rises for as long as the asking node lives. An answer has that of its question
 * @param kind name of a {@link Kind}, as text so that a later version may have more of them
 * @param base number of the answer that brought the value on which a write is based
 * @param json the value; empty where the kind has none
 * @param text why it was refused; otherwise empty
 */
@Proto
record UpdateEnvelope(
        @ProtoField(1) String instance,
        @ProtoField(2) String node,
        @ProtoField(3) String owner,
        @ProtoField(4) long number,
        @ProtoField(5) String kind,
        @ProtoField(6) long base,
        @ProtoField(7) String json,
        @ProtoField(8) String text) {

    // null where the sender left a text out
    UpdateEnvelope {
        instance = StateEnvelope.orEmpty(instance);
        node = StateEnvelope.orEmpty(node);
        owner = StateEnvelope.orEmpty(owner);
        kind = StateEnvelope.orEmpty(kind);
        json = StateEnvelope.orEmpty(json);
        text = StateEnvelope.orEmpty(text);
    }

    enum Kind {
        /** Asks for the value, and for a reservation during which no other node changes it. */
        OPEN(true),
        /** Asks to replace the value that was answered last. */
        WRITE(true),
        /** Withdraws what was asked before. */
        WITHDRAW(true),
        /** Answers with the current value; nothing was written. */
        VALUE(false),
        /** Answers that the value was written, and that every node has it. */
        APPLIED(false),
        /** Answers that the state no longer exists. */
        GONE(false),
        /** Answers that the value cannot be written or read; nothing was changed. */
        REFUSED(false),
        /** Sent by a version that knows more kinds than this one. */
        UNKNOWN(false);

        private final boolean question;

        Kind(boolean question) {
            this.question = question;
        }
    }

    static UpdateEnvelope open(String instance, String node, String owner, long number) {
        return new UpdateEnvelope(instance, node, owner, number, Kind.OPEN.name(), 0, "", "");
    }

    UpdateEnvelope write(long writeNumber, long basedOn, String value) {
        return new UpdateEnvelope(instance, node, owner, writeNumber, Kind.WRITE.name(), basedOn, value, "");
    }

    UpdateEnvelope withdrawal(long withdrawalNumber) {
        return new UpdateEnvelope(instance, node, owner, withdrawalNumber, Kind.WITHDRAW.name(), 0, "", "");
    }

    UpdateEnvelope answer(Kind answer, String value, String why) {
        return new UpdateEnvelope(instance, node, owner, number, answer.name(), base, value, why);
    }

    Kind kindOrUnknown() {
        for (Kind known : Kind.values()) {
            if (known.name().equals(kind)) {
                return known;
            }
        }
        return Kind.UNKNOWN;
    }

    boolean isQuestion() {
        return kindOrUnknown().question;
    }

    /** Names the conversation of one node about one state. The cluster keeps its last question and its last answer. */
    String conversation() {
        return instance + "/" + node;
    }

    /** Its key in the cluster. The next message of the same side replaces it. */
    String key() {
        return isQuestion() ? conversation() : answerKey();
    }

    /** The key of the answer to this question. */
    String answerKey() {
        return conversation() + "/answer";
    }
}
