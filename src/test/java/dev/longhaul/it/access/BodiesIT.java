package dev.longhaul.it.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.longhaul.it.client.Caller;
import dev.longhaul.it.client.People;
import dev.longhaul.it.client.RawClient;
import dev.longhaul.it.server.OnServers;
import dev.longhaul.it.server.ServerName;
import dev.longhaul.it.server.SharedServer;
import dev.longhaul.launcher.ServerUnderTest;
import dev.longhaul.launcher.WildFlyServer;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks by the body of a request, and by what announces it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // making a user is slow on purpose
@OnServers({ServerName.WILDFLY_H2, ServerName.PAYARA_POSTGRESQL})
@SuppressWarnings("NullAway.Init") // before each server
class BodiesIT {

    private static final String FORM = "Content-Type: " + Caller.FORM + "\r\n";
    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final Duration BETWEEN_PIECES = Duration.ofMillis(300);

    @Parameter
    SharedServer shared;

    private ServerUnderTest server;
    private String importer;

    @BeforeParameterizedClassInvocation
    void make_an_importer() {
        server = shared.ready();
        importer = basic(new People(server, ".bodies").importer(), People.PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sign-in", "/sign-out", "/imports", "/api/imports", "/api/users/x", "/health", "/nothing"})
    void nobody_is_answered_at_once_and_his_body_is_not_waited_for(String path) throws IOException {
        for (String length : new String[] {"Content-Length: 400000002", "Transfer-Encoding: chunked"}) {
            try (RawClient client = connect()) {
                client.send(head("POST", path) + "Content-Type: text/csv\r\n" + length + "\r\n\r\n");
                if (length.startsWith("T")) {
                    // Payara gives no thread to a request in chunks before its first chunk
                    client.send("1\r\nx\r\n");
                }
                if (path.equals("/sign-in") && length.startsWith("T")) {
                    client.send("8000\r\n" + "x".repeat(0x8000) + "\r\n8001\r\n" + "x".repeat(0x8001) + "\r\n");
                }

                assertThat(toTheEnd(client)).matches("(?s)HTTP/1.1 (303|401|403|405|413) .*");
            }
        }
    }

    @Test
    void only_an_upload_may_be_larger_than_64_kibibytes() throws IOException {
        assertThat(status(post("/sign-in", FORM, "x".repeat(65_537)))).isEqualTo(413);
        assertThat(status(post("/sign-in", FORM, "x".repeat(65_536)))).isIn(400, 403);
        assertThat(status(post("/api/imports", FORM + importer, "x".repeat(65_537))))
                .isEqualTo(413);
        assertThat(status(post(
                        "/api/imports?fileName=large.csv",
                        "Content-Type: text/csv\r\n" + importer,
                        "sku,name\nBODIES-1,Lamp" + " ".repeat(70_000) + "\n")))
                .isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%zz", "user=a%00b&password=x", "%"})
    void a_form_that_is_none_is_refused_and_not_an_error_of_the_server(String form) throws IOException {
        assertThat(status(post("/sign-in", FORM, form))).isEqualTo(400);
    }

    @Test
    void a_form_of_more_fields_than_any_of_ours_is_refused() throws IOException {
        assertThat(status(post("/sign-in", FORM, "a=1&".repeat(1000)))).isEqualTo(400);
    }

    @Test
    void a_body_in_pieces_reaches_its_handler_with_its_caller() throws IOException {
        String admin = "Authorization: " + Caller.admin(server).header("Authorization") + "\r\n";
        String json = "{\"roles\":[\"longhaul-viewer\"],\"password\":\"" + People.PASSWORD + "\"}";
        try (RawClient client = connect()) {
            client.send(head("PUT", "/api/users/pieces.bodies") + admin + "Content-Type: application/json\r\n"
                    + "Content-Length: " + json.length() + "\r\n\r\n");
            for (String piece : json.split("(?<=:)", -1)) {
                client.readFor(BETWEEN_PIECES);
                client.send(piece);
            }
            client.readFor(AT_ONCE);

            assertThat(client.received()).startsWith("HTTP/1.1 201");
        }
    }

    @Test
    void an_encoded_upload_is_refused_with_the_reason() throws IOException {
        String answer = post(
                "/api/imports", "Content-Type: text/csv\r\nContent-Encoding: gzip\r\n" + importer, "sku,name\nA,B\n");

        assertThat(status(answer)).isEqualTo(415);
        assertThat(answer).contains("Content-Encoding");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Content-Length: 5\r\nContent-Length: 5",
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: +5",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: xchunked",
                "Host: 127.0.0.1",
                "Host: evil.example"
            })
    void a_head_that_two_servers_read_differently_is_the_last_of_its_connection(String lines) throws IOException {
        try (RawClient client = connect()) {
            client.send(head("POST", "/sign-in") + lines + "\r\n\r\n0\r\n\r\n" + head("GET", "/health") + "\r\n");
            client.readFor(AT_ONCE);

            assertThat(status(client.received())).isIn(400, 403, 501);
            assertThat(client.received()).doesNotContain("\r\n\r\nUP");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b", "a b", "a/b", "a,b"})
    void a_host_that_is_none_is_refused(String host) throws IOException {
        try (RawClient client = connect()) {
            client.send("GET /longhaul/health HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
            client.readFor(AT_ONCE);

            assertThat(status(client.received())).isEqualTo(400);
        }
    }

    @Test
    void the_plain_port_is_not_upgraded_to_http_2() throws IOException {
        assumeThat(server)
                .as("Payara without HTTP/2 ignores the body of a request that asks for it; a proxy drops that header")
                .isInstanceOf(WildFlyServer.class);
        try (RawClient client = connect()) {
            client.send(head("GET", "/health") + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                    + "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n\r\n");
            client.readFor(Duration.ofSeconds(1));

            assertThat(status(client.received())).isEqualTo(200);
        }
        try (RawClient client = connect()) {
            client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
            client.send(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
            client.readFor(Duration.ofSeconds(1));

            assertThat(client.received()).doesNotStartWith("\0");
        }
    }

    private String post(String path, String lines, String body) throws IOException {
        try (RawClient client = connect()) {
            client.send(head("POST", path) + lines + "Connection: close\r\nContent-Length: " + body.length()
                    + "\r\n\r\n" + body);
            return toTheEnd(client);
        }
    }

    /** What is answered until the server closes the connection, which it must. */
    private static String toTheEnd(RawClient client) throws IOException {
        try {
            return client.readToEnd();
        } catch (SocketException reset) {
            // it was closed with a part of the body unread; what was answered before that has arrived
            return client.received();
        }
    }

    private RawClient connect() throws IOException {
        return RawClient.plain(server.options().httpPort());
    }

    private String head(String method, String path) {
        return method + " /longhaul" + path + " HTTP/1.1\r\nHost: 127.0.0.1:"
                + server.options().httpPort() + "\r\n";
    }

    private static String basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(pair) + "\r\n";
    }

    private static int status(String answer) {
        assertThat(answer).matches("(?s)HTTP/1.[01] [0-9]{3} .*");
        return Integer.parseInt(answer.substring(9, 12));
    }
}
