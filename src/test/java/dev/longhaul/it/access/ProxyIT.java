package dev.longhaul.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.it.client.Caller;
import dev.longhaul.it.client.GeneratedProducts;
import dev.longhaul.it.client.ImportClient;
import dev.longhaul.it.client.ImportNews;
import dev.longhaul.it.client.People;
import dev.longhaul.it.client.RawClient;
import dev.longhaul.it.client.TrustingClient;
import dev.longhaul.it.leaving.WaitingProbe;
import dev.longhaul.it.server.OnServers;
import dev.longhaul.it.server.Percentiles;
import dev.longhaul.it.server.ServerName;
import dev.longhaul.it.server.SharedServer;
import dev.longhaul.launcher.BuildPaths;
import dev.longhaul.launcher.ServerUnderTest;
import dev.longhaul.testing.Figures;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a browser and a program do, through the proxies that server-config has files for; TLS ends there. */
@OnServers({ServerName.WILDFLY_H2, ServerName.PAYARA_POSTGRESQL})
class ProxyIT {

    private static final long LARGE_FILE_BYTES = 50L * 1024 * 1024;
    private static final int DEPARTURES = 5;
    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(1);

    private final ServerUnderTest server;
    private final People people;
    private final HttpClient http = TrustingClient.create();

    ProxyIT(SharedServer shared) {
        this.server = shared.ready();
        this.people = new People(server, ".proxy");
    }

    @ParameterizedTest
    @EnumSource(ReverseProxy.Kind.class)
    void a_browser_signs_in_and_everything_says_https(ReverseProxy.Kind kind) throws Exception {
        String user = people.viewer();
        try (ReverseProxy proxy = ReverseProxy.before(server, kind)) {
            // pretending to be something else has no effect
            Caller browser = Caller.at(proxy.baseUri(), http)
                    .with("Origin", proxy.origin())
                    .with("X-Forwarded-Proto", "http")
                    .with("X-Forwarded-Host", "evil.example")
                    .with("Forwarded", "for=203.0.113.9;proto=http;host=evil.example");

            HttpResponse<String> page = browser.get("/sign-in");
            assertThat(page.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
            HttpResponse<String> signedIn = browser.signIn(user, People.PASSWORD, "");

            assertThat(signedIn.statusCode()).isEqualTo(303);
            assertThat(signedIn.headers().firstValue("Location")).contains("/longhaul/imports");
            assertThat(signedIn.headers().allValues("Set-Cookie")).hasSize(3).allSatisfy(cookie -> assertThat(cookie)
                    .startsWith("__Host-longhaul-")
                    .contains("; Path=/;", "; Secure", "; HttpOnly"));
            assertThat(browser.with("Cookie", Caller.cookie(signedIn, "longhaul-sign-in"))
                            .get("/imports")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource(ReverseProxy.Kind.class)
    void nothing_but_the_application_is_reachable(ReverseProxy.Kind kind) throws Exception {
        try (ReverseProxy proxy = ReverseProxy.before(server, kind)) {
            assertThat(answer(proxy, "GET /longhaul/health HTTP/1.1\r\nHost: evil.example\r\n"))
                    .startsWith("HTTP/1.1 421");
            for (String path : List.of("/metrics", "/openapi", "/console", "/wildfly-services", "/health")) {
                assertThat(answer(proxy, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n"))
                        .as(path)
                        .startsWith("HTTP/1.1 404");
            }
            assertThat(answer(proxy, "GET /longhaul HTTP/1.1\r\nHost: localhost\r\n"))
                    .startsWith("HTTP/1.1 301")
                    .containsIgnoringCase("\r\nLocation: /longhaul/\r\n");
            assertThat(answer(
                            proxy,
                            String.join(
                                    "\r\n",
                                    "GET /longhaul/health HTTP/1.1",
                                    "Host: localhost",
                                    "Upgrade: h2c",
                                    "HTTP2-Settings: AAMAAABk",
                                    "Connection: Upgrade, HTTP2-Settings",
                                    "")))
                    .startsWith("HTTP/1.1 200");
            try (RawClient plain = RawClient.plain(proxy.httpPort())) {
                plain.get("/longhaul/sign-in");
                assertThat(plain.readToEnd())
                        .startsWith("HTTP/1.1 301")
                        .containsIgnoringCase("\r\nLocation: https://localhost/longhaul/sign-in\r\n");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ReverseProxy.Kind.class)
    void a_large_file_is_imported_is_followed_live_and_is_cancelled(ReverseProxy.Kind kind) throws Exception {
        String user = people.importer();
        String name = "proxy-" + kind.name().toLowerCase(Locale.ROOT);
        Path file = BuildPaths.workOf(server.options().name() + "-" + name + ".csv");
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        GeneratedProducts.write(file, name, LARGE_FILE_BYTES);
        try (ReverseProxy proxy = ReverseProxy.before(server, kind)) {
            ImportClient client = ImportClient.through(proxy.baseUri(), http, user, People.PASSWORD);
            long start = System.nanoTime();
            HttpResponse<String> accepted = client.upload(file);
            Figures.note(String.format(
                    "%s behind %s: upload of 50 MiB in %d ms", server.options().name(), kind, millisSince(start)));
            assertThat(accepted.headers().firstValue("Location").orElseThrow()).startsWith("/longhaul/api/imports/");
            String id = client.accepted(accepted);

            ImportNews news = client.follow(id, "");
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> news.told().stream()
                                    .filter(told -> told.getString("status").equals("RUNNING"))
                                    .count()
                            >= 2);
            assertThat(client.cancel(id).statusCode()).isIn(200, 202);

            assertThat(client.ended(id).getString("status")).isEqualTo("CANCELLED");
            news.awaitEnd(Duration.ofSeconds(20));
            assertThat(news.last().getString("status")).isEqualTo("CANCELLED");
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @ParameterizedTest
    @EnumSource(ReverseProxy.Kind.class)
    void a_client_that_leaves_the_proxy_is_noticed_behind_it(ReverseProxy.Kind kind) throws Exception {
        WaitingProbe probe = WaitingProbe.deployedOn(server);
        String series = "proxy-" + kind + "-" + System.nanoTime() + "-";
        List<Duration> delays = new ArrayList<>();
        try (ReverseProxy proxy = ReverseProxy.before(server, kind)) {
            for (int departure = 0; departure < DEPARTURES; departure++) {
                String id = series + departure;
                RawClient client = RawClient.tls(proxy.httpsPort(), "http/1.1");
                client.get(WaitingProbe.path("wait?hold=60000000&beat=80&id=" + id));
                client.readUntil("\r\n\r\n");
                client.readFor(Duration.ofMillis(100));
                long left = client.leaveByFin();
                Map<String, WaitingProbe.Sighting> seen = probe.awaitSightings(id, 1, Duration.ofSeconds(20));
                WaitingProbe.Sighting sighting = Objects.requireNonNull(seen.get(id));
                assertThat(sighting.kind()).isEqualTo("CLIENT_GONE");
                delays.add(Duration.ofNanos(sighting.nanos() - left));
            }
        }
        Percentiles percentiles = Percentiles.of(delays);
        Figures.note(String.format(
                "%s behind %s: %d clients left, p50 %d, max %d ms from close to token",
                server.options().name(),
                kind,
                DEPARTURES,
                percentiles.at(50).toMillis(),
                percentiles.max().toMillis()));
        assertThat(percentiles.at(50)).isLessThan(NOTICED_WITHIN);
    }

    @ParameterizedTest
    @EnumSource(ReverseProxy.Kind.class)
    void a_client_cannot_choose_the_address_that_its_guesses_count_for(ReverseProxy.Kind kind) throws Exception {
        String user = people.make("spoofed-" + kind.name().toLowerCase(Locale.ROOT), "longhaul-viewer");
        try (ReverseProxy proxy = ReverseProxy.before(server, kind)) {
            assertThat(Caller.at(proxy.baseUri(), http)
                            .with("X-Forwarded-For", "203.0.113.77")
                            .with("Forwarded", "for=203.0.113.77")
                            .basic(user, "not the password")
                            .get("/api/imports")
                            .statusCode())
                    .isEqualTo(401);
        }

        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(log())
                .anySatisfy(
                        line -> assertThat(line).contains("bad password for user \"" + user + "\" from 127.0.0.1")));
        assertThat(log()).noneMatch(line -> line.contains(user) && line.contains("203.0.113.77"));
    }

    private List<String> log() throws IOException {
        return Files.readAllLines(server.logFile());
    }

    private static String answer(ReverseProxy proxy, String head) throws IOException {
        try (RawClient client = RawClient.tls(proxy.httpsPort(), "http/1.1")) {
            client.send(head + (head.contains("Connection:") ? "" : "Connection: close\r\n") + "\r\n");
            client.readUntil("\r\n\r\n");
            return client.received();
        }
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
}
