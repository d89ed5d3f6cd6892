package dev.longhaul.asyncstate;

import dev.longhaul.settings.DataSize;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbException;
import java.nio.charset.StandardCharsets;

/** States as JSON: readable by another version and by another node that does not know the class. */
final class StateJson {

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

    <T> T read(StateKey key, String json, Class<T> type) {
        try {
            return jsonb.fromJson(json, type);
        } catch (JsonbException unreadable) {
            throw new IllegalStateException(
                    "state " + key + " cannot be read as " + type.getName() + ": " + unreadable.getMessage(),
                    unreadable);
        }
    }
}
