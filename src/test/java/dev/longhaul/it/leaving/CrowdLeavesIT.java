package dev.longhaul.it.leaving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.it.client.RawClient;
import dev.longhaul.it.leaving.WaitingProbe.Sighting;
import dev.longhaul.it.server.DatabaseOfServer;
import dev.longhaul.it.server.OnServers;
import dev.longhaul.it.server.ServerName;
import dev.longhaul.it.server.SharedServer;
import dev.longhaul.launcher.ServerUnderTest;
import dev.longhaul.testing.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Many clients that leave at the same moment: neither a thread nor a connection stays behind. */
@OnServers({ServerName.WILDFLY_POSTGRESQL, ServerName.PAYARA_POSTGRESQL})
class CrowdLeavesIT {

    private static final int CLIENTS = Integer.getInteger("longhaul.it.leaving-clients", 100);
    private static final Pattern ANY_THREAD = Pattern.compile("^");

    /** Clients whose requests hold a connection, at once and again; together more than the server's pool of 20 has. */
    private static final int HOLDING = 8;

    private static final int ROUNDS = 3;

    private static final String CONNECTIONS =
            "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    private static final String SLEEPING = CONNECTIONS + " AND state = 'active' AND query LIKE '%pg_sleep%'";
    private static final String IN_TRANSACTION = CONNECTIONS + " AND state LIKE 'idle in transaction%'";

    private final ServerUnderTest server;
    private final WaitingProbe probe;

    CrowdLeavesIT(SharedServer shared) {
        server = shared.ready();
        probe = WaitingProbe.deployedOn(server);
    }

    @Test
    void many_clients_that_go_at_once_leave_nothing_behind() throws Exception {
        String series = Departures.series();
        long threadsBefore = server.process().threadCount(ANY_THREAD);
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            RawClient client = RawClient.plain(server.options().httpPort());
            client.get(WaitingProbe.path("wait?hold=600000000&beat=1000&id=" + series + i));
            clients.add(client);
        }
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> probe.live() == CLIENTS);
        int threadsFull = (int) server.process().threadCount(ANY_THREAD);

        long begin = System.nanoTime();
        for (RawClient client : clients) {
            client.leaveByReset();
        }
        Map<String, Sighting> seen = probe.awaitSightings(series, CLIENTS, Duration.ofSeconds(60));
        probe.awaitNobodyWaits();

        assertThat(seen.values())
                .allMatch(sighting -> sighting.times() == 1 && sighting.kind().equals("CLIENT_GONE"));
        long last = seen.values().stream().mapToLong(Sighting::nanos).max().orElseThrow();
        long threadsAfter = server.process().threadCount(ANY_THREAD);
        Figures.note(String.format(
                "%s, %d clients gone at once, beat 1 s: last token %d ms after the first close; threads %d before, %d while"
                        + " they waited, %d after",
                server.options().name(),
                CLIENTS,
                Duration.ofNanos(last - begin).toMillis(),
                threadsBefore,
                threadsFull,
                threadsAfter));
        // the server's own pools grow to their size and stay there; a thread for each request would be seen
        assertThat(threadsAfter).isLessThan(threadsBefore + 80);
    }

    @Test
    void clients_that_go_at_once_leave_no_connection_of_the_database_behind() throws Exception {
        try (DatabaseOfServer database = DatabaseOfServer.of(server)) {
            long before = database.number(CONNECTIONS);
            for (int round = 1; round <= ROUNDS; round++) {
                String series = Departures.series();
                List<RawClient> clients = new ArrayList<>();
                for (int i = 0; i < CLIENTS; i++) {
                    RawClient client = RawClient.plain(server.options().httpPort());
                    // these wait in a statement, the others without
                    client.get(WaitingProbe.path(
                            i < HOLDING ? "hold?id=" + series + i : "wait?hold=600000000&beat=80&id=" + series + i));
                    clients.add(client);
                }
                // in a later round a connection that an earlier one had left behind would be missing
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> probe.live() == CLIENTS && database.number(SLEEPING) == HOLDING);
                long during = database.number(CONNECTIONS);

                long begin = System.nanoTime();
                for (RawClient client : clients) {
                    client.leaveByReset();
                }
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> database.number(SLEEPING) == 0 && probe.live() == 0);
                Figures.note(String.format(
                        "%s, %d clients gone at once, %d of them in a statement: no statement and no request after %d ms;"
                                + " connections %d before, %d while they waited, %d after",
                        server.options().name(),
                        CLIENTS,
                        HOLDING,
                        Duration.ofNanos(System.nanoTime() - begin).toMillis(),
                        before,
                        during,
                        database.number(CONNECTIONS)));
                assertThat(probe.awaitSightings(series, CLIENTS, Duration.ofSeconds(60))
                                .values())
                        .allMatch(sighting ->
                                sighting.times() == 1 && sighting.kind().equals("CLIENT_GONE"));
            }
            // what the pool keeps open is at rest
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> database.number(IN_TRANSACTION) == 0);
            assertThat(database.number(CONNECTIONS)).isLessThan(before + ROUNDS * HOLDING);
        }
    }
}
