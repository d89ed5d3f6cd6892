package dev.longhaul.it.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.longhaul.it.client.Caller;
import dev.longhaul.it.client.RawClient;
import dev.longhaul.it.server.OnServers;
import dev.longhaul.it.server.ServerName;
import dev.longhaul.it.server.SharedServer;
import dev.longhaul.launcher.ServerUnderTest;
import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger sees of an error, and what he makes the log hold. */
@OnServers({ServerName.WILDFLY_H2, ServerName.PAYARA_POSTGRESQL})
class ErrorPagesIT {

    private static final Pattern TRACE = Pattern.compile("^\\s+at [\\w.$/@]+\\(.*");
    private static final int MANY = 100;

    private final SharedServer shared;
    private final ServerUnderTest server;

    ErrorPagesIT(SharedServer shared) {
        this.shared = shared;
        server = shared.ready();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/longhaul/nothing",
                "/longhaul/WEB-INF/web.xml",
                "/longhaul/web-inf/web.xml",
                "/longhaul/META-INF/MANIFEST.MF",
                "/longhaul/assets/nothing",
                "/longhaul/imports/%2e"
            })
    void an_error_has_our_page_in_the_readers_language_and_our_headers(String path) throws IOException {
        String answer = get(path, "Accept-Language: de\r\n");

        assertThat(answer).matches("(?s)HTTP/1.1 (303|400|403|404) .*");
        assertThat(answer)
                .contains("Content-Security-Policy: default-src 'none'", "X-Content-Type-Options: nosniff")
                .contains("X-Frame-Options: DENY", "Cache-Control: no-");
        assertThat(answer.startsWith("HTTP/1.1 303") || answer.contains("<html lang=\"de\">"))
                .as(answer)
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nothing", "/index.html"})
    void outside_of_the_application_no_version_is_told(String path) throws IOException {
        // Payara's own page names its version; only a proxy in front can hide that
        assumeThat(shared.toString()).startsWith("wildfly");
        assertThat(get(path, "")).doesNotContain("39.0", "Undertow/");
    }

    @Test
    void no_request_of_a_stranger_fails_in_the_server_or_leaves_a_trace() throws IOException {
        long before = tracesInLog();
        String nul = Base64.getEncoder().encodeToString("a\0b:c".getBytes(StandardCharsets.UTF_8));
        for (String answer : List.of(
                get("/longhaul/api/imports", "Authorization: Basic " + nul + "\r\n"),
                get("/longhaul/sign-in", "Cookie: " + "a=1; ".repeat(60) + "a=1\r\n"),
                get("/longhaul/sign-in", "Cookie: " + "a=1; ".repeat(1000) + "a=1\r\n"),
                get("/longhaul/sign-in?return=%zz", ""),
                get("/longhaul/sign-in?return=%00", ""),
                get("/longhaul/sign-in?" + "a=1&".repeat(300), ""),
                get("/longhaul/sign-in?" + "a=1&".repeat(20), "Accept-Language: " + "x,".repeat(3000) + "x\r\n"),
                get("/longhaul/%ff", ""),
                get("/longhaul/<x>", ""),
                get("/longhaul/sign-in", "Content-Type: " + "x".repeat(5000) + "\r\n"),
                get("/longhaul/sign-in", "X-Long: " + "x".repeat(100_000) + "\r\n"),
                post("a=1&".repeat(1000)),
                post("x".repeat(3_000_000)),
                post("user=a%00b&password=c"))) {
            assertThat(answer).doesNotMatch("(?s)HTTP/1.1 5.*").doesNotContain("Exception", "\tat ");
        }
        assertThat(tracesInLog() - before).isZero();
    }

    @Test
    void a_flood_of_refusals_is_counted_and_not_written_to_the_log() throws IOException {
        Caller nobody = Caller.nobody(server);
        long before = linesInLog();

        List<Integer> answers = IntStream.range(0, MANY)
                .mapToObj(i -> nobody.get("/nothing"))
                .map(HttpResponse::statusCode)
                .toList();

        assertThat(answers).allMatch(status -> status == 403 || status == 303);
        // each of the server's own lines is several of its log
        assertThat(linesInLog() - before).isLessThan(MANY);
    }

    private String get(String path, String lines) throws IOException {
        return answer("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + lines + "Connection: close\r\n\r\n");
    }

    private String post(String form) throws IOException {
        return answer("POST /longhaul/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + Caller.FORM
                + "\r\nContent-Length: " + form.length() + "\r\nConnection: close\r\n\r\n"
                + form.substring(0, Math.min(form.length(), 8000)));
    }

    private String answer(String request) throws IOException {
        try (RawClient client = RawClient.plain(server.options().httpPort())) {
            client.send(request);
            client.readFor(Duration.ofSeconds(10));
            return client.received();
        } catch (SocketException reset) {
            return ""; // closed before the end of a request that is far too large
        }
    }

    private long tracesInLog() throws IOException {
        try (var lines = Files.lines(server.logFile())) {
            return lines.filter(line -> TRACE.matcher(line).matches()).count();
        }
    }

    private long linesInLog() throws IOException {
        try (var lines = Files.lines(server.logFile())) {
            return lines.count();
        }
    }
}
