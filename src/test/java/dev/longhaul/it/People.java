package dev.longhaul.it;

import dev.longhaul.launcher.ServerUnderTest;
import dev.longhaul.shop.security.Roles;
import java.net.http.HttpResponse;

/** Users that an administrator makes for a test class, one of each role, under names of their own. */
final class People {

    static final String PASSWORD = "a password for tests";

    private final ServerUnderTest server;
    private final String suffix;

    /** @param suffix tells the users of classes apart that share a server */
    People(ServerUnderTest server, String suffix) {
        this.server = server;
        this.suffix = suffix;
    }

    String importer() {
        return make("importer", Roles.IMPORTER);
    }

    String viewer() {
        return make("viewer", Roles.VIEWER);
    }

    String admin() {
        return make("admin", Roles.ADMIN);
    }

    /** Saves a user with the one password of all tests; one of that name is made anew. */
    String make(String name, String role) {
        save(name + suffix, "{\"password\":\"" + PASSWORD + "\",\"roles\":[\"" + role + "\"]}");
        return name + suffix;
    }

    void save(String user, String json) {
        HttpResponse<String> answer = Caller.admin(server).send("PUT", "/api/users/" + user, "application/json", json);
        if (answer.statusCode() != 201 && answer.statusCode() != 204) {
            throw new AssertionError("saving " + user + " was answered " + answer.statusCode() + " " + answer.body());
        }
    }
}
