package dev.longhaul.shop.security.web;

import dev.longhaul.shop.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/**
 * The answer to an error: its status, one sentence that is the same for each occurrence, and an id to quote. Programs
 * get a problem document (RFC 9457), browsers a page. Nothing of the request or the cause is repeated.
 *
 * @param status 400 to 599
 * @param id what the log says the same of
 * @param sentence what the caller can do about it
 */
record ErrorAnswer(int status, String id, String sentence) {

    private static final String ADVICE = ErrorAnswer.class.getName() + ".advice";

    private static final Map<Integer, String> SENTENCES = Map.of(
            400, "The server does not understand this request.",
            401, "Sign in first.",
            403, "This does not exist, or you are not allowed to do it.",
            404, "This does not exist.",
            405, "This cannot be done here.",
            413, "This is larger than the server accepts.",
            415, "The server does not accept this kind of content.",
            429, "There were too many bad passwords. Try again later.",
            500, "The server could not answer. Its log says why.",
            503, "The server cannot answer now. Try again later.");

    /**
     * With a new id, and the sentence that {@link #advise} has left in the request or else that of the status. Both the
     * mechanism and the error page ask here, because a server may replace the answer of the one by that of the other.
     */
    static ErrorAnswer of(int status, HttpServletRequest request) {
        String usual = SENTENCES.getOrDefault(status, "The server did not accept this request.");
        boolean advised = status == 403 && request.getAttribute(ADVICE) instanceof String;
        return new ErrorAnswer(
                status, UUID.randomUUID().toString(), advised ? String.valueOf(request.getAttribute(ADVICE)) : usual);
    }

    /** What the caller of this request is told if it is refused with 403. */
    static void advise(HttpServletRequest request, String sentence) {
        request.setAttribute(ADVICE, sentence);
    }

    void write(HttpServletRequest request, HttpServletResponse response, String path) throws IOException {
        Problem problem = Problem.of(status, sentence);
        boolean forPrograms = Paths.isForPrograms(path);
        byte[] body = (forPrograms ? problem.json(id) : page(request.getContextPath(), problem))
                .getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(forPrograms ? Problem.CONTENT_TYPE : "text/html;charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private String page(String contextPath, Problem problem) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                  <meta charset="UTF-8">
                  <meta name="viewport" content="width=device-width, initial-scale=1">
                  <title>%2$s - Longhaul</title>
                  <link rel="stylesheet" href="%1$s/assets/pico.min.css">
                  <link rel="stylesheet" href="%1$s/assets/longhaul.css">
                </head>
                <body>
                  <main class="container">
                    <h1>%2$s</h1>
                    <p>%3$s</p>
                    <p><small>Error id <code>%4$s</code></small></p>
                    <p><a href="%1$s/">To the start page</a></p>
                  </main>
                </body>
                </html>
                """.formatted(contextPath, problem.title(), problem.detail(), id);
    }
}
