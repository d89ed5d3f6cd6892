package dev.longhaul.run;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbException;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The handlers of this node by type, and which runs they can work on. Safe for any number of threads. */
final class RunHandlers {

    private static final System.Logger LOG = System.getLogger(RunHandlers.class.getName());

    private final Supplier<? extends Iterable<? extends RunHandler<?>>> source;
    private final Jsonb jsonb;
    private final Set<RunId> unreadable = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Map<String, RunHandler<?>> byType;

    /** @param source asked once, by the first call that needs a handler: handlers may enqueue runs themselves */
    RunHandlers(Supplier<? extends Iterable<? extends RunHandler<?>>> source, Jsonb jsonb) {
        this.source = source;
        this.jsonb = jsonb;
    }

    /** @throws IllegalStateException when two handlers share a type */
    private Map<String, RunHandler<?>> byType() {
        Map<String, RunHandler<?>> known = byType;
        if (known == null) {
            synchronized (this) {
                known = byType == null ? load() : byType;
                byType = known;
            }
        }
        return known;
    }

    private Map<String, RunHandler<?>> load() {
        Map<String, RunHandler<?>> loaded = new HashMap<>();
        for (RunHandler<?> handler : source.get()) {
            RunHandler<?> other = loaded.put(handler.type(), handler);
            if (other != null) {
                throw new IllegalStateException("type " + handler.type() + " of runs has two handlers: "
                        + other.getClass().getName() + " and "
                        + handler.getClass().getName());
            }
        }
        return Map.copyOf(loaded);
    }

    Set<String> types() {
        return byType().keySet();
    }

    /** Whether a run that is yet to be recorded can be worked on here. */
    boolean accepts(NewRun run) {
        RunHandler<?> handler = byType().get(run.type());
        return handler != null && handler.requestType().isInstance(run.request());
    }

    /** False for a type without a handler here and for a request that its handler cannot read: another version may. */
    boolean knows(Run run) {
        RunHandler<?> handler = byType().get(run.type());
        if (handler == null) {
            return false;
        }
        try {
            request(run, handler);
            unreadable.remove(run.id());
            return true;
        } catch (JsonbException foreign) {
            if (unreadable.add(run.id())) {
                LOG.log(
                        Level.WARNING,
                        "run " + run.id() + " has a request that " + handler.requestType()
                                + " cannot read; it is left for a node that can",
                        foreign);
            }
            return false;
        }
    }

    /** Whether this node has tried to read the request of this run and could not. */
    boolean isUnreadable(RunId id) {
        return unreadable.contains(id);
    }

    int unreadableCount() {
        return unreadable.size();
    }

    RunHandler<?> of(Run run) {
        return Objects.requireNonNull(byType().get(run.type()));
    }

    /** @throws JsonbException when it cannot be read */
    <R extends Record> R request(Run run, RunHandler<R> handler) {
        return Objects.requireNonNull(jsonb.fromJson(run.request(), handler.requestType()));
    }
}
