package dev.longhaul.it.client;

import dev.longhaul.launcher.ServerUnderTest;
import dev.longhaul.shop.security.Roles;
import java.net.http.HttpResponse;

/** Users that an administrator makes for a test class, one of each role, under names of their own. */
public final class People {

    public static final String PASSWORD = "a password for tests";

    /** What an administrator gives; it is for the first time only. */
    public static final String FIRST_PASSWORD = "a first one for tests";

    private final ServerUnderTest server;
    private final String suffix;

    /** @param suffix tells the users of classes apart that share a server */
    public People(ServerUnderTest server, String suffix) {
        this.server = server;
        this.suffix = suffix;
    }

    public String importer() {
        return make("importer", Roles.IMPORTER);
    }

    public String viewer() {
        return make("viewer", Roles.VIEWER);
    }

    public String admin() {
        return make("admin", Roles.ADMIN);
    }

    /** Saves a user with the one password of all tests; one of that name is made anew. */
    public String make(String name, String role) {
        save(name + suffix, "{\"password\":\"" + FIRST_PASSWORD + "\",\"roles\":[\"" + role + "\"]}");
        chooseOwnPassword(name + suffix);
        return name + suffix;
    }

    /** Changes {@value #FIRST_PASSWORD}, which an administrator has given, to {@value #PASSWORD}. */
    public void chooseOwnPassword(String user) {
        HttpResponse<String> answer =
                Caller.nobody(server).basic(user, FIRST_PASSWORD).changePassword(FIRST_PASSWORD, PASSWORD);
        if (answer.statusCode() != 204) {
            throw new AssertionError(
                    "the password of " + user + " was answered " + answer.statusCode() + " " + answer.body());
        }
    }

    public void save(String user, String json) {
        HttpResponse<String> answer = Caller.admin(server).send("PUT", "/api/users/" + user, "application/json", json);
        if (answer.statusCode() != 201 && answer.statusCode() != 204) {
            throw new AssertionError("saving " + user + " was answered " + answer.statusCode() + " " + answer.body());
        }
    }
}
