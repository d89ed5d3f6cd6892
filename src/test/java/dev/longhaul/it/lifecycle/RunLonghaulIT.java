package dev.longhaul.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.launcher.BuildPaths;
import dev.longhaul.launcher.Directories;
import dev.longhaul.launcher.FreePorts;
import dev.longhaul.launcher.PidFile;
import dev.longhaul.launcher.RunLonghaul;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The run command without the Maven around it, which does nothing but wait for it. */
class RunLonghaulIT {

    private static final int FIRST_PORT = 18_550;

    private final Path work = BuildPaths.workOf("run-command");
    private final int port = FreePorts.forCluster(FIRST_PORT, 6);
    private final Path kept = work.resolve("data");
    private final List<Process> launchers = new ArrayList<>();

    @BeforeEach
    void begin_with_nothing_kept() throws IOException {
        Directories.remove(work);
        Files.createDirectories(work);
    }

    @AfterEach
    void leave_nothing_running() {
        for (String file : List.of("server.pid", "server-2.pid")) {
            new PidFile(kept.resolve(file)).findRunning().ifPresent(ProcessHandle::destroyForcibly);
        }
        launchers.forEach(Process::destroyForcibly);
    }

    @Test
    void killed_and_started_again_it_runs_one_server_on_what_it_kept_and_returns_after_that_has_ended()
            throws Exception {
        Process first = launch("first");
        awaitReady(first, "first");
        ProcessHandle firstServer = server();
        String password = Files.readString(kept.resolve("admin-password.txt"));

        Process beside = launch("beside");
        assertThat(beside.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(beside.exitValue()).isNotZero();
        assertThat(consoleOf("beside")).contains("Longhaul runs already");
        assertThat(firstServer.isAlive()).isTrue();

        first.destroyForcibly().waitFor();
        assertThat(firstServer.isAlive())
                .as("a killed launcher cannot end its server")
                .isTrue();

        Process second = launch("second");
        awaitReady(second, "second");
        assertThat(firstServer.isAlive()).as("the orphan").isFalse();
        assertThat(consoleOf("second")).contains("http://127.0.0.1:" + port + "/longhaul/");
        assertThat(kept.resolve("admin-password.txt")).hasContent(password);
        assertNoOtherUserReads(kept);

        ProcessHandle secondServer = server();
        second.destroy();
        assertThat(second.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(secondServer.isAlive())
                .as("the server, when the command returns")
                .isFalse();
        assertThat(kept.resolve("server.pid")).doesNotExist();
    }

    /** Which server is the system property {@code longhaul.it.run-server}. */
    @Test
    void two_nodes_on_one_database_come_up_as_a_cluster_and_go_down_together() throws Exception {
        Process launcher = launch(
                "nodes",
                "-Dlonghaul.run.nodes=2",
                "-Dlonghaul.run.server=" + System.getProperty("longhaul.it.run-server", "wildfly"));
        awaitReady(launcher, "nodes");
        assertThat(consoleOf("nodes"))
                .contains("http://127.0.0.1:" + port + "/longhaul/", "http://127.0.0.1:" + (port + 3) + "/longhaul/");
        assertThat(kept.resolve("admin-password.txt")).exists();
        assertNoOtherUserReads(kept);
        assertTheDatabaseKeepsWhatItSaysAndKnowsWhoAsks();
        List<ProcessHandle> servers = List.of(server(), server("server-2.pid"));
        Path postmaster = kept.resolve("postgresql/postmaster.pid");
        ProcessHandle database = ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(postmaster).get(0).strip()))
                .orElseThrow();
        for (String node : List.of("1", "2")) {
            Path log = BuildPaths.workOf("run-" + port + "-node-" + node + ".log");
            Awaitility.await("node " + node + " in a view of two")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> Pattern.compile("(is one of|is now) \\[[^\\]]+,")
                            .matcher(Files.readString(log))
                            .find());
        }

        launcher.destroy();

        assertThat(launcher.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(servers).noneMatch(ProcessHandle::isAlive);
        assertThat(postmaster).as("the database has stopped in order").doesNotExist();
        // who collects what its ended parent left behind may take a moment
        Awaitility.await().until(() -> !database.isAlive());
        assertThat(kept.resolve("server-2.pid")).doesNotExist();
    }

    private static void assertNoOtherUserReads(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::exists))
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .as("%s", file)
                            .endsWith("------"));
        }
    }

    private void assertTheDatabaseKeepsWhatItSaysAndKnowsWhoAsks() throws IOException, SQLException {
        int listens = Integer.parseInt(Files.readAllLines(kept.resolve("postgresql/postmaster.pid"))
                .get(3)
                .strip());
        String url = "jdbc:postgresql://127.0.0.1:" + listens + "/longhaul";
        String password =
                Files.readString(kept.resolve("postgresql-passwords/longhaul")).strip();
        try (Connection connection = DriverManager.getConnection(url, "longhaul", password);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_setting('fsync'), rolsuper, count(s.pid)"
                        + " FROM pg_roles LEFT JOIN pg_stat_activity s ON s.usename = rolname AND s.pid <> pg_backend_pid()"
                        + " WHERE rolname = current_user GROUP BY 2")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("on");
            assertThat(row.getBoolean(2)).as("superuser").isFalse();
            assertThat(row.getInt(3)).as("sessions of the servers").isPositive();
        }
        for (String user : List.of("postgres", "longhaul_owner", "longhaul")) {
            assertThatThrownBy(() -> DriverManager.getConnection(url, user, "guessed"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    private Process launch(String name, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dlonghaul.data.directory=" + kept,
                "-Dlonghaul.run.port=" + port));
        command.addAll(List.of(options));
        command.add(RunLonghaul.class.getName());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(work.resolve(name + ".log").toFile())
                .start();
        launchers.add(process);
        return process;
    }

    private void awaitReady(Process launcher, String name) {
        Awaitility.await("the line that says where Longhaul is, in " + work.resolve(name + ".log"))
                .atMost(Duration.ofMinutes(8))
                .pollInterval(Duration.ofMillis(200))
                .failFast("the command ended", () -> !launcher.isAlive())
                .until(() -> consoleOf(name).contains("Longhaul is ready"));
    }

    private ProcessHandle server() {
        return server("server.pid");
    }

    private ProcessHandle server(String file) {
        return new PidFile(kept.resolve(file)).findRunning().orElseThrow();
    }

    private String consoleOf(String name) throws IOException {
        return Files.readString(work.resolve(name + ".log"));
    }
}
