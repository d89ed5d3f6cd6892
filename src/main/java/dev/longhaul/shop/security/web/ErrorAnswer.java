package dev.longhaul.shop.security.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a caller is told of an error: its status, one sentence that is the same for each occurrence, and an id to quote.
 * Programs get a problem document (RFC 9457), browsers a page. Nothing of the request or the cause is repeated.
 *
 * @param status 400 to 599
 * @param id what the log says the same of
 */
record ErrorAnswer(int status, String id) {

    private static final Map<Integer, Words> WORDS = Map.of(
            400, new Words("Bad Request", "The server does not understand this request."),
            401, new Words("Unauthorized", "Sign in first."),
            403, new Words("Forbidden", "This does not exist, or you are not allowed to do it."),
            404, new Words("Not Found", "This does not exist."),
            405, new Words("Method Not Allowed", "This cannot be done here."),
            413, new Words("Content Too Large", "This is larger than the server accepts."),
            415, new Words("Unsupported Media Type", "The server does not accept this kind of content."),
            429, new Words("Too Many Requests", "There were too many bad passwords. Try again later."),
            500, new Words("Internal Server Error", "The server could not answer. Its log says why."),
            503, new Words("Service Unavailable", "The server cannot answer now. Try again later."));

    void write(HttpServletRequest request, HttpServletResponse response, String path) throws IOException {
        boolean forPrograms = Paths.isForPrograms(path);
        byte[] body = (forPrograms ? problem() : page(request.getContextPath())).getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(forPrograms ? "application/problem+json" : "text/html;charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private String problem() {
        return """
                {"type":"about:blank","title":"%s","status":%d,"detail":"%s","id":"%s"}""".formatted(words().title(), status, words().sentence(), id);
    }

    private String page(String contextPath) {
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
                """.formatted(contextPath, words().title(), words().sentence(), id);
    }

    private Words words() {
        Words known = WORDS.get(status);
        return known != null ? known : new Words("Error " + status, "The server did not accept this request.");
    }

    private record Words(String title, String sentence) {}
}
