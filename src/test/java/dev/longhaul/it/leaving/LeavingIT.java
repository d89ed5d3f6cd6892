package dev.longhaul.it.leaving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.it.browser.Browser;
import dev.longhaul.it.client.ImportClient;
import dev.longhaul.it.client.RawClient;
import dev.longhaul.it.client.RawHttp2;
import dev.longhaul.it.leaving.WaitingProbe.Sighting;
import dev.longhaul.it.server.DatabaseOfServer;
import dev.longhaul.it.server.OnServers;
import dev.longhaul.it.server.ServerName;
import dev.longhaul.it.server.SharedServer;
import dev.longhaul.launcher.ServerUnderTest;
import dev.longhaul.testing.Figures;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a client can leave, from its close to the token, at the default heartbeat. */
@OnServers({ServerName.WILDFLY_POSTGRESQL, ServerName.PAYARA_POSTGRESQL})
class LeavingIT {

    private final ServerUnderTest server;
    private final WaitingProbe probe;
    private final Departures departures;

    LeavingIT(SharedServer shared) {
        server = shared.ready();
        probe = WaitingProbe.deployedOn(server);
        departures = new Departures(server);
    }

    @ParameterizedTest
    @EnumSource(WayOfLeaving.class)
    void a_client_that_leaves_is_noticed_within_the_bound(WayOfLeaving way) throws Exception {
        String series = Departures.series();
        SplittableRandom random = new SplittableRandom(way.name().hashCode());
        Map<String, Long> left = Departures.atOnce(
                series,
                Departures.TRIES,
                id -> way.leave(
                        server,
                        WaitingProbe.path(
                                "wait?hold=60000000&beat=" + Departures.BEAT_MILLIS + way.parameters + "&id=" + id),
                        WayOfLeaving.phase(random)));

        Map<String, Sighting> seen = probe.awaitSightings(series, Departures.TRIES, Duration.ofSeconds(10));
        departures.report(way.name(), left, seen, "CLIENT_GONE", Departures.GOAL);
        probe.awaitNobodyWaits();
        WayOfLeaving.closeWhatIsOpen();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_body_that_breaks_off_is_noticed_at_once(boolean reset) throws Exception {
        String series = Departures.series();
        Map<String, Long> left = Departures.atOnce(series, Departures.TRIES, id -> {
            RawClient client = RawClient.plain(server.options().httpPort());
            client.send(
                    "POST " + WaitingProbe.path("wait?id=" + id)
                            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 100000\r\n\r\nfirst bytes");
            client.readFor(Duration.ofMillis(300));
            return reset ? client.leaveByReset() : client.leaveByFin();
        });

        Map<String, Sighting> seen = probe.awaitSightings(series, Departures.TRIES, Duration.ofSeconds(10));
        departures.report("incomplete body, " + (reset ? "RST" : "FIN"), left, seen, "CLIENT_GONE", Departures.GOAL);
    }

    @Test
    void a_client_that_only_closes_its_half_gets_its_whole_body() throws Exception {
        String series = Departures.series();
        Map<String, Long> bodies = Departures.atOnce(series, Departures.TRIES, id -> {
            try (RawClient client = RawClient.plain(server.options().httpPort())) {
                client.get(WaitingProbe.path(
                        "wait?hold=1000000&bytes=50000&beat=" + Departures.BEAT_MILLIS + "&id=" + id));
                client.readUntil("\r\n\r\n");
                client.readUntil(" ");
                client.closeHalf();
                return (long) client.readToEnd().chars().filter(c -> c == 'x').count();
            }
        });

        assertThat(bodies.values()).allMatch(count -> count == 50_000);
        assertThat(probe.sightings(series)).isEmpty();
        Figures.note(server.options().name() + ", half-closed: " + Departures.TRIES + "/" + Departures.TRIES
                + " bodies whole");
    }

    @Test
    void clients_that_take_nothing_hold_no_thread_of_the_beat() throws Exception {
        String series = Departures.series();
        List<RawClient> stalled = new ArrayList<>();
        // more than there are threads for heartbeats
        for (int i = 0; i < 4; i++) {
            RawClient client = RawClient.narrow(server.options().httpPort());
            client.get(WaitingProbe.path("wait?hold=600000000&pieces=200&beat=80&blocking=1&id=stalled"));
            stalled.add(client);
        }
        Awaitility.await().until(() -> probe.live() == 4);

        Map<String, Long> left = Departures.atOnce(
                series,
                Departures.TRIES,
                id -> WayOfLeaving.HTTP_1_FIN.leave(
                        server,
                        WaitingProbe.path("wait?hold=60000000&beat=" + Departures.BEAT_MILLIS + "&id=" + id),
                        Duration.ofMillis(40)));
        Map<String, Sighting> seen = probe.awaitSightings(series, Departures.TRIES, Duration.ofSeconds(10));

        assertThat(probe.live()).isEqualTo(4);
        departures.report("FIN beside 4 stalled clients", left, seen, "CLIENT_GONE", Departures.GOAL);
        for (RawClient client : stalled) {
            client.close();
        }
        probe.awaitNobodyWaits();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_browser_that_leaves_is_noticed(boolean http2) {
        String series = Departures.series();
        Map<String, Long> left = new HashMap<>();
        try (Browser browser = Browser.trusting(server)) {
            for (String way : List.of("closed", "navigated", "aborted")) {
                String id = series + way;
                // plain HTTP/1.1, or TLS with the HTTP/2 that a browser then chooses
                URI base = http2
                        ? URI.create("https://localhost:" + server.options().httpsPort())
                        : server.baseUri();
                browser.openInNewTab(base.resolve(WaitingProbe.path("page?id=" + id)), "beaten");
                left.put(id, System.nanoTime());
                switch (way) {
                    case "closed" -> browser.closeTab();
                    case "navigated" -> browser.navigate(URI.create("about:blank"));
                    default -> browser.run("controller.abort()");
                }
            }
            Map<String, Sighting> seen = probe.awaitSightings(series, left.size(), Duration.ofSeconds(10));
            left.forEach((id, nanos) -> {
                Sighting sighting = Objects.requireNonNull(seen.get(id));
                assertThat(sighting.kind()).isEqualTo("CLIENT_GONE");
                Figures.note(String.format(
                        "%s, Chromium over %s, %s: %d ms from the command to the token",
                        server.options().name(),
                        http2 ? "HTTP/2" : "HTTP/1.1",
                        id.substring(series.length()),
                        Duration.ofNanos(sighting.nanos() - nanos).toMillis()));
            });
        }
        probe.awaitNobodyWaits();
    }

    @Test
    void a_reader_of_an_event_stream_that_leaves_is_noticed() throws Exception {
        ImportClient admin = ImportClient.ofAdmin(server);
        String id;
        try (DatabaseOfServer database = DatabaseOfServer.of(server)) {
            // the import has not ended for as long as this lasts
            database.lock("product");
            id = admin.accepted(admin.upload("followed.csv", "sku,name,price\nFOLLOWED-1,Lamp,1.00\n"));
            String path = "/longhaul/events/imports/" + id;

            RawClient plain = RawClient.plain(server.options().httpPort());
            plain.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + admin.authorization()
                    + "\r\n\r\n");
            plain.readUntil("event: import");
            noteGone("HTTP/1.1, FIN", admin, plain::leaveByFin);

            try (RawHttp2 http2 = RawHttp2.connect(server.options().httpsPort())) {
                http2.get(path, admin.authorization());
                http2.readBody("retry: 1000\n\nid: ".length());
                noteGone("HTTP/2, RST_STREAM", admin, http2::leaveByReset);
            }
        }
        admin.ended(id);
    }

    private void noteGone(String way, ImportClient admin, Leaving leaving) throws IOException {
        assertThat(followers(admin)).isEqualTo(1);
        long left = leaving.leave();
        // well before the lifespan of 25 s ends a stream in any case
        Awaitility.await()
                .atMost(Duration.ofSeconds(8))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> followers(admin) == 0);
        Figures.note(String.format(
                "%s, event stream whose reader leaves, %s: over after %d ms",
                server.options().name(),
                way,
                Duration.ofNanos(System.nanoTime() - left).toMillis()));
    }

    private static int followers(ImportClient admin) {
        return ImportClient.json(admin.get("request-tokens")).getInt("liveRequests");
    }

    private interface Leaving {
        long leave() throws IOException;
    }
}
