package dev.longhaul.it.client;

import dev.longhaul.launcher.ServerUnderTest;
import jakarta.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The administrator of a server's first start. The password in the file is for the first time only, so the first test
 * that asks changes it as a script of a deployment would, by one request.
 */
public final class FirstAdministrator {

    public static final String NAME = "admin";

    /** By the generated one, which no two databases share. */
    private static final Map<String, String> PASSWORDS = new ConcurrentHashMap<>();

    private FirstAdministrator() {}

    /** The password of now. */
    public static String passwordOn(ServerUnderTest server) {
        return PASSWORDS.computeIfAbsent(generatedOn(server), generated -> change(server, generated));
    }

    private static String change(ServerUnderTest server, String generated) {
        String own = "changed from " + generated;
        HttpResponse<String> answer =
                Caller.nobody(server).basic(NAME, generated).changePassword(generated, own);
        // 401: on these data an earlier test JVM has changed it
        if (answer.statusCode() != 204 && answer.statusCode() != 401) {
            throw new AssertionError(
                    "changing the first password was answered " + answer.statusCode() + " " + answer.body());
        }
        return own;
    }

    static String changeBody(String current, String wanted) {
        return Json.createObjectBuilder()
                .add("current", current)
                .add("new", wanted)
                .build()
                .toString();
    }

    private static String generatedOn(ServerUnderTest server) {
        try {
            return Files.readString(server.dataDirectory().resolve("admin-password.txt"))
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
