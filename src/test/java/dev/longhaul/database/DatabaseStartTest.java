package dev.longhaul.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.settings.Settings;
import dev.longhaul.testing.TestDatabases;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A start beside a database that is not there yet. */
class DatabaseStartTest {

    @Test
    void a_start_waits_for_a_database_that_comes_up_later() throws Exception {
        int port = freePort();
        CompletableFuture<Database> started = CompletableFuture.supplyAsync(
                () -> Database.await(postgresql(port, "postgres"), Duration.ofMinutes(1)));
        assertThat(started).isNotDone();

        try (EmbeddedPostgres late = EmbeddedPostgres.builder()
                .setPort(port)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .start()) {
            assertThat(late.getPort()).isEqualTo(port);
            assertThat(started.get(30, TimeUnit.SECONDS).dialect()).isEqualTo(Dialect.POSTGRESQL);
        }
    }

    @Test
    void a_start_gives_up_when_the_time_is_over() throws Exception {
        DataSource nobody = postgresql(freePort(), "postgres");

        assertThatIllegalStateException()
                .isThrownBy(() -> Database.await(nobody, Duration.ofMillis(1)))
                .withMessageContaining("no connection to the database");
    }

    @Test
    void a_refused_name_is_not_waited_for() {
        PGSimpleDataSource refused = new PGSimpleDataSource();
        refused.setURL(TestDatabases.freshPostgresqlUrl());
        refused.setUser("postgres");
        refused.setDatabaseName("nowhere");

        assertThat(CompletableFuture.supplyAsync(() -> Database.await(refused, Duration.ofDays(1))))
                .failsWithin(Duration.ofSeconds(20));
    }

    @Test
    void the_wait_is_a_minute_unless_it_is_set() {
        assertThat(DatabaseSettings.from(Settings.defaults()).startWait()).isEqualTo(Duration.ofMinutes(1));
        Settings wrong = Settings.of(Map.of("longhaul.database.start-wait", "11m"));
        DatabaseSettings.from(wrong);
        assertThatThrownBy(wrong::requireValid).hasMessageContaining("longhaul.database.start-wait");
    }

    private static DataSource postgresql(int port, String database) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setURL("jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres");
        return dataSource;
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
