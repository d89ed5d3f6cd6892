package dev.longhaul.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.shop.MigrateDatabase;
import dev.longhaul.testing.TestDatabases;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

/** The command of {@code server-config/postgresql/roles.sql}, with what the WAR brings and the driver. */
class MigrateDatabaseIT {

    private static final Path WAR = Path.of("target/longhaul/WEB-INF");

    @Test
    void the_command_makes_the_tables_without_a_server() throws Exception {
        String url = TestDatabases.freshPostgresqlUrlWithAccounts();

        assertThat(run(url, "longhaul_owner")).isZero();

        long tables = Jdbi.create(TestDatabases.postgresqlAs("longhaul", url)).withHandle(handle -> handle.createQuery(
                        "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = 'longhaul_owner'")
                .mapTo(Long.class)
                .one());
        assertThat(tables).isGreaterThan(10);
    }

    @Test
    void the_account_of_the_servers_is_refused() throws Exception {
        assertThat(run(TestDatabases.freshPostgresqlUrlWithAccounts(), "longhaul"))
                .isNotZero();
    }

    private static int run(String... arguments) throws Exception {
        Path driver = Path.of(
                Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        String classes = String.join(File.pathSeparator, WAR + "/classes", WAR + "/lib/*", driver.toString());
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes,
                        MigrateDatabase.class.getName(),
                        arguments[0],
                        arguments[1])
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        assertThat(said).contains(status == 0 ? "the tables are up to date" : "may not create tables");
        return status;
    }
}
