package dev.longhaul.shop.security.web;

import dev.longhaul.shop.problem.Problem;
import dev.longhaul.shop.security.ErrorKeys;
import dev.longhaul.shop.security.body.UnreadBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The answer to an error: its status, one sentence that is the same for each occurrence, and an id to quote. Programs
 * get a problem document (RFC 9457) in English, browsers a page in their user's language. Nothing of the request or the
 * cause is repeated.
 *
 * @param status 400 to 599
 * @param id what the log says the same of
 * @param given what to say instead of the sentence of the status
 */
record ErrorAnswer(int status, String id, Optional<String> given) {

    private static final String ADVICE = ErrorAnswer.class.getName() + ".advice";

    /**
     * With a new id, and the sentence that {@link #advise} has left in the request or else that of the status. Both the
     * mechanism and the error page ask here, because a server may replace the answer of the one by that of the other.
     */
    static ErrorAnswer of(int status, HttpServletRequest request) {
        boolean advised = status == 403 && request.getAttribute(ADVICE) instanceof String;
        return new ErrorAnswer(
                status,
                UUID.randomUUID().toString(),
                advised ? Optional.of(String.valueOf(request.getAttribute(ADVICE))) : Optional.empty());
    }

    /** What the caller of this request is told if it is refused with 403. */
    static void advise(HttpServletRequest request, String sentence) {
        request.setAttribute(ADVICE, sentence);
    }

    void write(HttpServletRequest request, HttpServletResponse response, String path) throws IOException {
        boolean forPrograms = Paths.isForPrograms(path);
        ErrorTexts texts = forPrograms ? ErrorTexts.english() : ErrorTexts.of(request);
        String sentence =
                given.or(() -> ErrorKeys.of(request).map(texts::text)).orElseGet(() -> texts.sentenceOf(status));
        byte[] body = (forPrograms
                        ? Problem.of(status, sentence).json(id)
                        : page(request.getContextPath(), texts, sentence))
                .getBytes(StandardCharsets.UTF_8);
        UnreadBody.announce(request, response);
        response.setStatus(status);
        response.setContentType(forPrograms ? Problem.CONTENT_TYPE : "text/html;charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        UnreadBody.end(request, response);
    }

    private String page(String contextPath, ErrorTexts texts, String sentence) {
        return String.format(
                Locale.ROOT,
                """
                <!DOCTYPE html>
                <html lang="%5$s">
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
                    <p><small>%6$s <code>%4$s</code></small></p>
                    <p><a href="%1$s/">%7$s</a></p>
                  </main>
                </body>
                </html>
                """,
                contextPath,
                texts.titleOf(status),
                sentence,
                id,
                texts.text("page.language"),
                texts.text("error.id"),
                texts.text("error.start"));
    }
}
