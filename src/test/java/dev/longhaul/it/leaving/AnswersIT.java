package dev.longhaul.it.leaving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.it.client.RawClient;
import dev.longhaul.it.leaving.WaitingProbe.Sighting;
import dev.longhaul.it.server.OnServers;
import dev.longhaul.it.server.ServerName;
import dev.longhaul.it.server.SharedServer;
import dev.longhaul.launcher.ServerUnderTest;
import dev.longhaul.testing.Figures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Answers to clients that stay: their body is whole, and one that is too late says so. */
@OnServers({ServerName.WILDFLY_POSTGRESQL, ServerName.PAYARA_POSTGRESQL})
class AnswersIT {

    private static final int RESPONSES = Integer.getInteger("longhaul.it.racing-responses", 200);

    private final ServerUnderTest server;
    private final WaitingProbe probe;
    private final Departures departures;

    AnswersIT(SharedServer shared) {
        server = shared.ready();
        probe = WaitingProbe.deployedOn(server);
        departures = new Departures(server);
    }

    @Test
    void a_silent_client_is_ended_by_the_deadline() throws Exception {
        String series = Departures.series();
        List<RawClient> silent = new CopyOnWriteArrayList<>();
        Map<String, Long> begun = Departures.atOnce(series, Departures.TRIES, id -> {
            RawClient client = RawClient.plain(server.options().httpPort());
            silent.add(client);
            client.get(
                    WaitingProbe.path("wait?hold=60000000&deadline=2000&beat=" + Departures.BEAT_MILLIS + "&id=" + id));
            return System.nanoTime() + Duration.ofSeconds(2).toNanos();
        });

        Map<String, Sighting> seen = probe.awaitSightings(series, Departures.TRIES, Duration.ofSeconds(10));
        departures.report("silent client, after its deadline", begun, seen, "TIMED_OUT", Duration.ofSeconds(1));
        probe.awaitNobodyWaits();
        for (RawClient client : silent) {
            client.close();
        }
    }

    @Test
    void the_endpoint_of_the_readme_answers_in_both_forms() {
        assertThat(probe.get("report").body()).isEqualTo("{\"rows\":3}");
        assertThat(probe.post("report").body()).isEqualTo("{\"rows\":3}");
    }

    @Test
    void an_injected_token_serves_an_endpoint_that_answers_by_itself() {
        assertThat(probe.get("wait?id=passive&passive=1&hold=1000").body()).isEqualTo("{\"value\":\"\"}");
        probe.awaitNobodyWaits();
    }

    @Test
    void an_answer_in_time_has_its_status_and_one_too_late_is_a_problem() throws Exception {
        assertThat(probe.get("wait?id=quick&hold=1000&beat=80&grace=1000").body())
                .isEqualTo("{\"value\":\"\"}");
        for (String form : List.of("", "&blocking=1")) {
            var late = probe.get("wait?id=late&hold=600000000&deadline=300" + form);
            assertThat(late.statusCode()).isEqualTo(504);
            assertThat(late.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            assertThat(late.body()).contains("\"status\":504");
            var beaten = probe.get("wait?id=beaten&hold=600000000&deadline=300&beat=80" + form);
            assertThat(beaten.statusCode()).isEqualTo(200);
            assertThat(beaten.body()).startsWith(" ").contains("\"status\":504").endsWith("}");
        }
        probe.awaitNobodyWaits();
    }

    @Test
    void a_heartbeat_racing_the_end_spoils_no_body() throws Exception {
        String series = Departures.series();
        int each = RESPONSES / Departures.AT_ONCE;
        Map<String, Long> whole = Departures.atOnce(series, Departures.AT_ONCE, id -> {
            SplittableRandom random = new SplittableRandom(id.hashCode());
            long count = 0;
            for (int i = 0; i < each; i++) {
                String form = i % 2 == 0 ? "" : "&blocking=1";
                String body = probe.get("wait?bytes=10&beat=1&hold=" + random.nextInt(6_000) + form + "&id=" + id)
                        .body();
                count += body.matches(" *\\{\"value\":\"x{10}\"}") ? 1 : 0;
            }
            return count;
        });

        long intact = whole.values().stream().mapToLong(Long::longValue).sum();
        Figures.note(server.options().name() + ", 1 ms beats racing the end: " + intact + "/"
                + Departures.AT_ONCE * each + " bodies intact, half of them blocking");
        assertThat(intact).isEqualTo((long) Departures.AT_ONCE * each);
        assertThat(probe.sightings(series)).isEmpty();
    }
}
