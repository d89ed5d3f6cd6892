package dev.longhaul.request;

import java.nio.charset.StandardCharsets;

/**
 * The end of an answer. Its status and content type are sent if nothing was sent before; after a heartbeat or a piece
 * of the body only its body can be, so a body that tells of an error should carry the status itself, as a problem
 * document does.
 */
public final class Answer {

    private static final Answer NOTHING_MORE = new Answer(200, "", new byte[0]);

    private final int status;
    private final String contentType;
    private final byte[] body;

    private Answer(int status, String contentType, byte[] body) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
    }

    /** 200 with a value. */
    public static Answer json(String value) {
        return of(200, BodyFormat.JSON.contentType(), value);
    }

    /** A problem document (RFC 9457). */
    public static Answer problem(int status, String title, String detail) {
        return of(new Problem(status, title, detail));
    }

    static Answer of(Problem problem) {
        return of(problem.status(), Problem.CONTENT_TYPE, problem.json());
    }

    /** Any text in UTF-8. */
    public static Answer of(int status, String contentType, String body) {
        return new Answer(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** For an answer whose whole body was written piece by piece. */
    public static Answer nothingMore() {
        return NOTHING_MORE;
    }

    int status() {
        return status;
    }

    String contentType() {
        return contentType;
    }

    byte[] body() {
        return body.clone();
    }
}
