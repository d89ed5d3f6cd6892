package dev.longhaul.shop.productimport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.run.RunId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An import on two nodes whose database crashes or breaks connections, for longer with the system property
 * {@code longhaul.faults.kill-seconds=60}.
 */
@ExtendWith(ImportNodes.Shared.class)
class DatabaseFaultTest {

    private static final int KILL_SECONDS = Integer.getInteger("longhaul.faults.kill-seconds", 3);
    private static final int PACE_MILLIS = 100;
    private static final int LATE_MILLIS = 200;

    private final ImportNodes nodes;
    private final ImportCluster cluster;

    DatabaseFaultTest(ImportNodes nodes) {
        this.nodes = nodes;
        this.cluster = nodes.cluster();
    }

    @Test
    void a_database_that_crashes_and_recovers_costs_neither_a_record_nor_the_owner() throws Exception {
        nodes.ready(ImportNodes.DEFAULT_LEASE, PACE_MILLIS);
        RunId id = nodes.accept();
        cluster.awaitChunks(id, 2);

        nodes.crashPostgresql();

        nodes.assertImported(id);
        assertThat(cluster.epochsOfChunks(id)).containsOnly(1L);
    }

    @Test
    void an_import_whose_connections_are_killed_each_second_loses_and_doubles_nothing() throws Exception {
        // so slow that the last kill finds it still at work
        nodes.ready(ImportNodes.DEFAULT_LEASE, KILL_SECONDS * 1_250 / ImportNodes.CHUNKS);
        RunId id = nodes.accept();
        String owner = cluster.awaitChunks(id, 1);
        for (int second = 0; second < KILL_SECONDS; second++) {
            execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");
            awaitOneSecond();
        }

        nodes.assertImported(id);
        assertThat(cluster.epochsOfChunks(id)).containsOnly(1L);
        assertThat(cluster.text("SELECT node FROM run WHERE id = '" + id + "'")).isEqualTo(owner);
    }

    @Test
    void a_database_that_answers_each_statement_late_slows_the_import_and_takes_it_from_nobody() throws Exception {
        nodes.ready(ImportNodes.DEFAULT_LEASE, 0);
        nodes.named("node-1").order("slow " + LATE_MILLIS);
        nodes.named("node-2").order("slow " + LATE_MILLIS);

        RunId id = nodes.accept();

        nodes.assertImported(id);
        assertThat(cluster.epochsOfChunks(id)).containsOnly(1L);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = nodes.postgresql().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void awaitOneSecond() {
        Duration second = Duration.ofSeconds(1);
        Awaitility.await().pollDelay(second).timeout(second.multipliedBy(20)).until(() -> true);
    }
}
