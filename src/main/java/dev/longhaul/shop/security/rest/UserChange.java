package dev.longhaul.shop.security.rest;

import dev.longhaul.shop.security.UserAccount;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What to save of a user. Read by hand, because the servers answer a body that is no JSON with 500.
 *
 * @param account name, roles and whether disabled
 * @param password null leaves that of a known user as it is
 */
record UserChange(UserAccount account, @Nullable String password) {

    private static final int MAX_BODY_BYTES = 64 * 1024;

    /**
     * Reads {@code {"roles": [...], "password": "...", "disabled": false, "email": "..."}}; all but the roles may be
     * missing, other names are ignored. Empty when it is something else, or larger than any user.
     */
    static Optional<UserChange> read(String name, InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MAX_BODY_BYTES + 1);
        if (bytes.length > MAX_BODY_BYTES) {
            return Optional.empty();
        }
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(bytes))) {
            JsonObject object = reader.readObject();
            JsonArray roles = object.getJsonArray("roles");
            if (roles == null) {
                return Optional.empty();
            }
            UserAccount account = new UserAccount(
                    name,
                    roles.getValuesAs(JsonString.class).stream()
                            .map(JsonString::getString)
                            .collect(Collectors.toSet()),
                    object.getBoolean("disabled", false),
                    object.containsKey("email") ? emailOf(object) : null);
            return Optional.of(
                    new UserChange(account, object.containsKey("password") ? object.getString("password") : null));
        } catch (JsonException | ClassCastException notAsDescribed) {
            return Optional.empty();
        }
    }

    /** JSON's null removes an address, as an empty text does. */
    private static String emailOf(JsonObject object) {
        return object.isNull("email") ? "" : object.getString("email").strip();
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return "UserChange[" + account + "]";
    }
}
