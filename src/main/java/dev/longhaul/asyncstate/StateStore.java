package dev.longhaul.asyncstate;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where envelopes are kept for all nodes. Reads use this node's copy and never wait for another node. Writes start at
 * once and complete later on any thread. The outcome of a write that fails is unknown: it may have been applied, also
 * on some nodes only.
 */
interface StateStore {

    @Nullable
    StateEnvelope read(StateKey key);

    /** Every entry of the type, tombstones included. */
    List<StateEnvelope> readAll(String type);

    /** Writes if the key is free. Returns empty then, and otherwise what is there, on which all nodes agree. */
    CompletionStage<Optional<StateEnvelope>> insert(StateEnvelope next);

    /** Writes if the key holds exactly what is expected. */
    CompletionStage<Boolean> replace(StateEnvelope expected, StateEnvelope next);

    @Nullable
    CancelEnvelope readCancel(String instance);

    /** Writes if there is no request for the instance yet. Returns empty then, and otherwise the earlier request. */
    CompletionStage<Optional<CancelEnvelope>> insertCancel(CancelEnvelope request);

    CompletionStage<Boolean> replaceCancel(CancelEnvelope expected, CancelEnvelope next);

    /** Replaces the earlier message of the same side of the conversation. */
    CompletionStage<Void> putUpdate(UpdateEnvelope message);

    @Nullable
    UpdateEnvelope readUpdate(String key);

    /** Calls back for each question and answer that is written, on every node, on a thread that must not be held. */
    void onUpdate(Consumer<UpdateEnvelope> callback);

    /** Calls back for each cancel that is written, on every node, on a thread that must not be held. */
    void onCancel(Consumer<CancelEnvelope> callback);
}
