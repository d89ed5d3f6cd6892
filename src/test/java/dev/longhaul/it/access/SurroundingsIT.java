package dev.longhaul.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.it.client.Caller;
import dev.longhaul.it.client.ImportClient;
import dev.longhaul.it.client.RawClient;
import dev.longhaul.it.server.DatabaseOfServer;
import dev.longhaul.it.server.OnServers;
import dev.longhaul.it.server.ServerName;
import dev.longhaul.it.server.SharedServer;
import dev.longhaul.launcher.BuildPaths;
import dev.longhaul.launcher.PayaraServer;
import dev.longhaul.launcher.ServerDatabase;
import dev.longhaul.launcher.ServerUnderTest;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is around the application: the server's own doors, its files, its database account, and odd addresses and texts.
 */
@OnServers({ServerName.WILDFLY_H2, ServerName.PAYARA_POSTGRESQL})
class SurroundingsIT {

    private static final Set<PosixFilePermission> OF_OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);
    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"forgery-token\" value=\"([^\"]+)\"");
    private static final Pattern FORM_COOKIE = Pattern.compile("Set-Cookie: ([^=;]*longhaul-form=[^;]+)");

    private final ServerUnderTest server;
    private final Caller nobody;

    SurroundingsIT(SharedServer shared) {
        this.server = shared.ready();
        this.nobody = Caller.nobody(server);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/console",
                "/console/",
                "/wildfly-services",
                "/wildfly-services/naming/v1",
                "/openapi",
                "/openapi/ui",
                "/metrics",
                "/metrics/base",
                "/health",
                "/health/live",
                "/management",
                "/admin"
            })
    void the_server_itself_answers_nothing_beside_the_application(String path) throws Exception {
        Caller outside = Caller.at(server.baseUri().resolve("/"), HttpClient.newHttpClient());

        // Payara answers 403 for what it has and does not show
        assertThat(outside.get(path).statusCode()).isIn(403, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/longhaul/health", "/longhaul/sign-in"})
    void no_path_becomes_a_channel_for_remote_calls(String path) throws IOException {
        try (RawClient client = RawClient.plain(server.options().httpPort())) {
            client.send("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\n"
                    + "Upgrade: jboss-remoting\r\nSec-JbossRemoting-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
            client.readUntil("\r\n");

            assertThat(client.received()).startsWith("HTTP/1.1 ").doesNotStartWith("HTTP/1.1 101");
        }
    }

    @Test
    void administration_wants_a_password_even_from_this_machine() throws Exception {
        List<String> paths = server instanceof PayaraServer
                ? List.of("/management/domain.json", "/monitoring/domain.json")
                : List.of("/management", "/metrics", "/health");
        for (String path : paths) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + server.managementPort() + path))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.discarding())
                            .statusCode())
                    .as(path)
                    .isEqualTo(401);
        }
    }

    @Test
    void administration_is_reached_from_this_machine_only() throws IOException {
        for (InetAddress address : NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(found -> found instanceof Inet4Address && !found.isLoopbackAddress())
                .toList()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(address, server.managementPort()), 5000);
                throw new AssertionError("the management port is open at " + address);
            } catch (ConnectException closed) {
                assertThat(closed).hasMessageContaining("refused");
            }
        }
    }

    @Test
    void no_other_user_of_the_machine_reads_a_file_of_the_server() throws IOException {
        Path own = BuildPaths.workOf(server.options().name());
        try (Stream<Path> files = Files.walk(own)) {
            assertThat(Stream.concat(files, Stream.of(server.dataDirectory(), server.logFile()))
                            .filter(SurroundingsIT::isOpenToOthers))
                    .isEmpty();
        }
    }

    private static boolean isOpenToOthers(Path file) {
        try {
            return !Files.isSymbolicLink(file)
                    && Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains);
        } catch (IOException removedMeanwhile) {
            return false;
        }
    }

    @Test
    void on_postgresql_the_server_uses_the_account_that_only_reads_and_writes_rows() throws Exception {
        if (server.options().database().kind() == ServerDatabase.Kind.H2) {
            return;
        }
        try (DatabaseOfServer database = DatabaseOfServer.of(server)) {
            assertThat(database.text("SELECT string_agg(DISTINCT usename, ',') FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND pid <> pg_backend_pid()"))
                    .isEqualTo("longhaul");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/products?after=a%00b",
        "POST, /api/imports?startKey=a%00b",
        "POST, /api/imports?fileName=a%00b.csv",
        "GET, /api/products/a%00b",
        "PUT, /api/users/a%00b"
    })
    void a_nul_in_the_address_is_refused(String method, String path) {
        assertThat(Caller.admin(server)
                        .send(method, path, "text/csv", method.equals("GET") ? "" : "sku,name\n1,a\n")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_nul_in_a_header_is_refused() throws IOException {
        String answer =
                raw("POST /longhaul/api/imports HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: "
                        + ImportClient.ofAdmin(server).authorization()
                        + "\r\nContent-Type: text/csv\r\nIdempotency-Key: a\0b\r\nContent-Length: 2\r\n\r\na\n");

        assertThat(answer).startsWith("HTTP/1.1 400");
    }

    @Test
    void a_name_with_a_nul_is_the_name_of_nobody() {
        String pair = Base64.getEncoder().encodeToString("ad\0min:x".getBytes(StandardCharsets.UTF_8));

        assertThat(nobody.with("Authorization", "Basic " + pair)
                        .get("/api/imports")
                        .statusCode())
                .isEqualTo(401);
        assertThat(nobody.signIn("ad\0min", "x", "").statusCode()).isEqualTo(400);
    }

    @Test
    void a_cell_with_a_nul_is_rejected_with_its_reason() {
        ImportClient client = ImportClient.ofAdmin(server);
        String padding = "plain,Plain\n".repeat(8000); // what is looked at to tell a text from a binary file
        String id = client.accepted(client.upload("nul.csv", "sku,name\n" + padding + "nul-1,a\0b\n"));
        JsonObject ended = client.ended(id);

        assertThat(ended.getString("status")).isEqualTo("SUCCEEDED");
        assertThat(client.rejects(id).body()).contains("U+0000", "control-character");
    }

    @ParameterizedTest
    @CsvSource({"Größe.csv, Größe.csv", "価格.csv, 価格.csv", "a\0b.csv, ab.csv"})
    void the_name_of_a_file_need_not_be_one_for_this_server(String sent, String shown) {
        String body = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + sent
                + "\"\r\nContent-Type: text/csv\r\n\r\nsku,name\nnamed-1,Named\n\r\n--x--\r\n";
        var answer = Caller.admin(server).post("/api/imports", "multipart/form-data; boundary=x", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(ImportClient.parse(answer.body()).getString("fileName")).isEqualTo(shown);
    }

    @Test
    void someone_signs_in_at_an_ipv6_address() throws IOException {
        String host = "[::1]:" + server.options().httpPort();
        String page = raw("GET /longhaul/sign-in HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
        String form = Caller.form(Map.of("forgery-token", found(FORM_TOKEN, page), "user", "nobody", "password", "x"));
        String request = "POST /longhaul/sign-in HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\nCookie: "
                + found(FORM_COOKIE, page) + "\r\nContent-Type: " + Caller.FORM + "\r\nContent-Length: "
                + form.length() + "\r\nOrigin: http://";

        assertThat(raw(request + host + "\r\n\r\n" + form)).startsWith("HTTP/1.1 401");
        assertThat(raw(request + "[::2]" + host.substring(5) + "\r\n\r\n" + form))
                .startsWith("HTTP/1.1 403");
    }

    private static String found(Pattern pattern, String page) {
        Matcher matcher = pattern.matcher(page);
        assertThat(matcher.find()).as(page).isTrue();
        return matcher.group(1);
    }

    private String raw(String request) throws IOException {
        try (RawClient client = RawClient.plain(server.options().httpPort())) {
            client.send(request);
            return client.readToEnd();
        }
    }
}
