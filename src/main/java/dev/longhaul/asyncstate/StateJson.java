package dev.longhaul.asyncstate;

import dev.longhaul.settings.DataSize;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** States as JSON: readable by another version and by another node that does not know the class. */
final class StateJson {

    private static final System.Logger LOG = System.getLogger(StateJson.class.getName());
    private static final int MOST_REPORTED = 100;

    private final Set<StateKey> reported = ConcurrentHashMap.newKeySet();
    private final Jsonb jsonb;
    private final DataSize max;

    StateJson(Jsonb jsonb, DataSize max) {
        this.jsonb = jsonb;
        this.max = max;
    }

    /**
     * @throws StateTooLargeException above the limit
     * @throws IllegalArgumentException when the state cannot be written
     */
    String write(StateKey key, Record state) {
        String json;
        try {
            json = jsonb.toJson(state);
        } catch (JsonbException unwritable) {
            throw new IllegalArgumentException(
                    "state " + key + " cannot be written as JSON: " + unwritable.getMessage(), unwritable);
        }
        long bytes = json.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > max.bytes()) {
            throw new StateTooLargeException(key, bytes, max);
        }
        return json;
    }

    /**
     * Reads what another node wrote. Text that cannot be read is logged once for each key.
     *
     * @throws IllegalStateException when it cannot be read as this type, whatever it is
     */
    <T> T read(StateKey key, String json, Class<T> type) {
        try {
            T state = jsonb.fromJson(json, type);
            if (state == null) {
                throw new JsonbException("it is null");
            }
            return state;
        } catch (RuntimeException | StackOverflowError unreadable) {
            // not only a JsonbException: a peer may nest its text as deeply as it likes
            String message =
                    "state " + printable(key) + " cannot be read as " + type.getName() + ": " + unreadable.getMessage();
            if (reported.size() < MOST_REPORTED && reported.add(key)) {
                LOG.log(Level.WARNING, "{0}; it is ignored where it can be", message);
            }
            throw new IllegalStateException(message, unreadable);
        }
    }

    private static String printable(StateKey key) {
        return key.toString().replaceAll("\\p{Cntrl}", "?");
    }
}
