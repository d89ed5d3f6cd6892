package dev.longhaul.productimport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.productimport.ImportCluster.Uninterrupted;
import dev.longhaul.run.RunId;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * An import on two nodes whose database crashes, breaks connections or holds a lock. Longer with the system properties
 * {@code longhaul.faults.lock-seconds=60} and {@code longhaul.faults.kill-seconds=60}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseFaultTest {

    private static final int LOCK_SECONDS = Integer.getInteger("longhaul.faults.lock-seconds", 5);
    private static final int KILL_SECONDS = Integer.getInteger("longhaul.faults.kill-seconds", 5);

    private EmbeddedPostgres postgresql;
    private Path directory;
    private ImportCluster cluster;
    private Uninterrupted expected;

    @BeforeAll
    void begin() throws Exception {
        directory = Files.createTempDirectory(Path.of("target"), "pg-").toAbsolutePath();
        postgresql = startPostgresql(0);
        cluster = new ImportCluster(postgresql.getJdbcUrl("postgres", "postgres"))
                .with("pace", Integer.toString(Math.max(LOCK_SECONDS, KILL_SECONDS) * 80));
        cluster.start(1);
        cluster.start(2);
        RunId id = cluster.accept(DurableImportTest.csv());
        cluster.awaitStatus(id, "SUCCEEDED");
        expected = cluster.left(id);
    }

    @AfterAll
    void end() throws IOException {
        cluster.close();
        postgresql.close();
    }

    private EmbeddedPostgres startPostgresql(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setServerConfig("listen_addresses", "127.0.0.1")
                // as every PostgreSQL has it that is not for tests: what is committed survives a crash
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", "on");
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    @Test
    void a_database_that_crashes_and_recovers_costs_neither_a_record_nor_the_owner() throws Exception {
        RunId id = cluster.accept(DurableImportTest.csv());
        cluster.awaitChunks(id, 4);
        long postmaster = Long.parseLong(
                Files.readAllLines(directory.resolve("postmaster.pid")).get(0).strip());

        // what pg_ctl stop -m immediate sends
        new ProcessBuilder("kill", "-QUIT", Long.toString(postmaster)).start().waitFor();
        ProcessHandle.of(postmaster)
                .ifPresent(process ->
                        process.onExit().orTimeout(20, TimeUnit.SECONDS).join());
        int port = postgresql.getPort();
        // gives up its lock on the directory
        postgresql.close();
        postgresql = startPostgresql(port);
        cluster.awaitStatus(id, "SUCCEEDED");

        cluster.assertSameAs(expected, id);
        assertThat(cluster.epochsOfChunks(id)).containsOnly(1L);
    }

    @Test
    void an_import_whose_connections_are_killed_each_second_loses_and_doubles_nothing() throws Exception {
        RunId id = cluster.accept(DurableImportTest.csv());
        String owner = cluster.awaitChunks(id, 1);
        for (int second = 0; second < KILL_SECONDS; second++) {
            execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");
            awaitOneSecond();
        }
        cluster.awaitStatus(id, "SUCCEEDED");

        cluster.assertSameAs(expected, id);
        assertThat(cluster.epochsOfChunks(id)).containsOnly(1L);
        assertThat(cluster.text("SELECT node FROM run WHERE id = '" + id + "'")).isEqualTo(owner);
    }

    @Test
    void a_lock_on_the_products_holds_the_import_up_and_nothing_else() throws Exception {
        RunId id = cluster.accept(DurableImportTest.csv());
        cluster.awaitChunks(id, 3);
        try (Connection connection = postgresql.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE product IN EXCLUSIVE MODE");
            for (int second = 0; second < LOCK_SECONDS; second++) {
                awaitOneSecond();
            }
            connection.rollback();
        }
        cluster.awaitStatus(id, "SUCCEEDED");

        cluster.assertSameAs(expected, id);
        assertThat(cluster.epochsOfChunks(id)).containsOnly(1L);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = postgresql.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void awaitOneSecond() {
        long begin = System.nanoTime();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> System.nanoTime() - begin > 1_000_000_000L);
    }
}
