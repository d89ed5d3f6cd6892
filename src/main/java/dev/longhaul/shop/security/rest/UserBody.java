package dev.longhaul.shop.security.rest;

import dev.longhaul.shop.problem.JsonBody;
import dev.longhaul.shop.security.UserChange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** What an administrator sends to save a user. */
final class UserBody {

    private static final Set<String> FIELDS = Set.of("roles", "password", "disabled", "email");

    private UserBody() {}

    /**
     * Reads {@code {"roles": [...], "password": "...", "disabled": false, "email": "..."}}; all but the roles may be
     * missing, and what is missing stays as it is. JSON's null removes an address, as an empty text does.
     *
     * @throws dev.longhaul.shop.problem.InvalidRequestException with what is wrong
     */
    static UserChange read(String name, InputStream body) throws IOException {
        JsonBody json = JsonBody.read(body, FIELDS);
        return new UserChange(
                name,
                Set.copyOf(json.strings("roles").orElseThrow(() -> JsonBody.missing("roles"))),
                json.flag("disabled").orElse(null),
                json.stringOrNull("email", "").map(String::strip).orElse(null),
                json.string("password").orElse(null));
    }
}
