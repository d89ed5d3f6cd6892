package dev.longhaul.request;

import jakarta.json.Json;

/**
 * Why there is no answer, as a problem document (RFC 9457) says it.
 *
 * @param detail one sentence
 */
record Problem(int status, String title, String detail) {

    static final String CONTENT_TYPE = "application/problem+json";

    static Problem timedOut(String reason) {
        return new Problem(504, "Gateway Timeout", "The server did not come to an answer in time: " + reason + ".");
    }

    static Problem stopping() {
        return new Problem(503, "Service Unavailable", "The server is stopping and gave this request up. Ask again.");
    }

    static Problem unexpected(String id) {
        return new Problem(
                500,
                "Internal Server Error",
                "The server could not answer. Its log says why under error id " + id + ".");
    }

    /** One line. */
    String json() {
        return Json.createObjectBuilder()
                .add("type", "about:blank")
                .add("title", title)
                .add("status", status)
                .add("detail", detail)
                .build()
                .toString();
    }
}
