package dev.longhaul.asyncstate;

import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.cluster.ReplicatedMap;
import dev.longhaul.cluster.ReplicatedMap.Rules;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Envelopes in three maps of the cluster. */
final class ClusterStateStore implements StateStore {

    private static final long UPDATE_MILLIS = Duration.ofMinutes(1).toMillis();

    private final ReplicatedMap<StateEnvelope> states;
    private final ReplicatedMap<CancelEnvelope> cancels;
    private final ReplicatedMap<UpdateEnvelope> updates;

    ClusterStateStore(ClusterNode node) {
        states = node.openMap(new Rules<>(
                "longhaul-state",
                StateEnvelope.class,
                (key, state) -> key.equals(state.key().toString()),
                MergeOrder.STATES));
        cancels = node.openMap(new Rules<>(
                "longhaul-cancellation",
                CancelEnvelope.class,
                (key, request) -> key.equals(request.instance()),
                MergeOrder.CANCELS));
        updates = node.openMap(new Rules<>(
                "longhaul-update",
                UpdateEnvelope.class,
                (key, message) -> key.equals(message.key()),
                MergeOrder.UPDATES));
    }

    @Override
    public @Nullable StateEnvelope read(StateKey key) {
        return states.get(key.toString());
    }

    @Override
    public List<StateEnvelope> readAll(String type) {
        return states.values().filter(envelope -> envelope.type().equals(type)).toList();
    }

    @Override
    public CompletionStage<Optional<StateEnvelope>> insert(StateEnvelope next) {
        return states.putIfAbsent(next.key().toString(), next, next.lifespanMillis());
    }

    @Override
    public CompletionStage<Boolean> replace(StateEnvelope expected, StateEnvelope next) {
        return states.replace(next.key().toString(), expected, next, next.lifespanMillis());
    }

    @Override
    public @Nullable CancelEnvelope readCancel(String instance) {
        return cancels.get(instance);
    }

    @Override
    public CompletionStage<Optional<CancelEnvelope>> insertCancel(CancelEnvelope request) {
        return cancels.putIfAbsent(request.instance(), request, request.lifespanMillis());
    }

    @Override
    public CompletionStage<Boolean> replaceCancel(CancelEnvelope expected, CancelEnvelope next) {
        return cancels.replace(next.instance(), expected, next, next.lifespanMillis());
    }

    @Override
    public void onCancel(Consumer<CancelEnvelope> callback) {
        cancels.onWritten(callback);
    }

    @Override
    public CompletionStage<Void> putUpdate(UpdateEnvelope message) {
        return updates.put(message.key(), message, UPDATE_MILLIS);
    }

    @Override
    public @Nullable UpdateEnvelope readUpdate(String key) {
        return updates.get(key);
    }

    @Override
    public void onUpdate(Consumer<UpdateEnvelope> callback) {
        updates.onWritten(callback);
    }
}
