package dev.longhaul.launcher;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The run command: Longhaul in a server until Ctrl-C. By default WildFly on a file database; the system property
 * {@code longhaul.run.server} chooses {@code payara}, and {@code longhaul.run.nodes=2} starts two servers of a cluster
 * on one PostgreSQL, which it brings along.
 *
 * <p>The servers' directories are made anew in each start, so no deployment of an earlier one comes up beside the new
 * one. What is kept lies in {@code data}, or where the system property {@code longhaul.data.directory} says. Ctrl-C,
 * and a SIGTERM to Maven alone, return only after the servers have drained and ended. Servers that have lost their
 * Maven, because that was killed, are stopped in order by the next start; while their Maven runs, a second start is
 * refused.
 */
public final class RunLonghaul {

    /** Longer than the grace that the application gives to running work, 30 s. */
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(60);

    private static final int PORTS_OF_A_SERVER = 3;
    private static final Path KEPT =
            Path.of(System.getProperty("longhaul.data.directory", "data")).toAbsolutePath();
    private static final PidFile LAUNCHER = new PidFile(KEPT.resolve("launcher.pid"));
    private static final List<PidFile> SERVERS =
            List.of(new PidFile(KEPT.resolve("server.pid")), new PidFile(KEPT.resolve("server-2.pid")));

    private RunLonghaul() {}

    /**
     * Takes three free ports in a row for each server, the first from the system property {@code longhaul.run.port},
     * default 8080.
     */
    public static void main(String[] arguments) throws IOException {
        int port = Integer.getInteger("longhaul.run.port", 8080);
        int nodes = Integer.getInteger("longhaul.run.nodes", 1);
        ServerKind kind = ServerKind.valueOf(
                System.getProperty("longhaul.run.server", "wildfly").toUpperCase(Locale.ROOT));
        if (nodes < 1 || nodes > SERVERS.size()) {
            throw new IllegalStateException(
                    "longhaul.run.nodes must be from 1 to " + SERVERS.size() + ", was " + nodes);
        }
        OwnerOnly.directory(KEPT);
        ServerArchive.ofBuild(kind).ifPresent(archive -> archive.unpackOnce(BuildPaths.servers()));
        stopWhatAnEarlierRunLeft();
        List<Integer> ports = portsFrom(port, nodes);
        LAUNCHER.write(ProcessHandle.current());
        if (nodes == 1) {
            ServerOptions options = ServerOptions.of("run-" + port, port, ServerDatabase.h2());
            run(List.of(kind.server(options.withDataDirectory(KEPT))), () -> {});
        } else {
            KeptPostgresql database = KeptPostgresql.start(KEPT.resolve("postgresql"));
            run(
                    TwoNodes.of(kind, "run-" + port, ports, database.address(), KEPT)
                            .all(),
                    database::stop);
        }
    }

    private static List<Integer> portsFrom(int first, int nodes) {
        List<Integer> ports = IntStream.range(0, nodes)
                .mapToObj(node -> first + PORTS_OF_A_SERVER * node)
                .toList();
        if (!ports.stream().allMatch(FreePorts::threeFrom)) {
            throw new IllegalStateException("of the ports " + first + " to " + (first + PORTS_OF_A_SERVER * nodes - 1)
                    + " of 127.0.0.1 one is taken by another program; choose others with -Dlonghaul.run.port=...");
        }
        return ports;
    }

    private static void run(List<ServerUnderTest> servers, Runnable stopDatabase) {
        boolean alone = servers.size() == 1;
        say("Starting " + servers.size() + (alone ? " server" : " servers, which write to their own logs")
                + ". What is kept is in " + KEPT);
        // the database too: once this has ended the JVM halts, whatever the main thread still wants to do
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(servers, stopDatabase)));
        try {
            for (int index = 0; index < servers.size(); index++) {
                ServerUnderTest server = servers.get(index);
                if (alone) {
                    server.startInForeground();
                } else {
                    server.startInBackground();
                }
                SERVERS.get(index)
                        .write(ProcessHandle.of(server.process().pid()).orElseThrow());
            }
            servers.forEach(ServerUnderTest::awaitReady);
            sayReady(servers);
            servers.forEach(server -> server.process().awaitExit());
        } finally {
            stop(servers, stopDatabase);
        }
        say(alone ? "The server has ended." : "The servers have ended.");
    }

    private static synchronized void stop(List<ServerUnderTest> servers, Runnable stopDatabase) {
        servers.forEach(server -> server.process().terminate());
        servers.forEach(server -> {
            if (!server.process().awaitExit(STOPPED_WITHIN)) {
                say("A server did not end within " + STOPPED_WITHIN.toSeconds()
                        + " s after it was asked to; killing it.");
                server.process().kill();
                server.process().awaitExit();
            }
        });
        stopDatabase.run();
        SERVERS.forEach(PidFile::remove);
        LAUNCHER.remove();
    }

    private static void stopWhatAnEarlierRunLeft() {
        List<ProcessHandle> orphans = SERVERS.stream()
                .flatMap(server -> server.findRunning().stream())
                .toList();
        orphans.forEach(orphan -> {
            LAUNCHER.findRunning().ifPresent(launcher -> {
                throw new IllegalStateException("Longhaul runs already on " + KEPT + ": process " + orphan.pid()
                        + ", started by process " + launcher.pid() + "; stop that one by Ctrl-C in its terminal");
            });
            say("An earlier start was killed and left a server behind, process " + orphan.pid() + "; stopping it.");
            orphan.destroy();
        });
        orphans.forEach(orphan -> {
            if (!endsWithin(orphan, STOPPED_WITHIN)) {
                say("It did not end within " + STOPPED_WITHIN.toSeconds() + " s; killing it.");
                orphan.destroyForcibly();
                orphan.onExit().join();
            }
        });
    }

    private static boolean endsWithin(ProcessHandle process, Duration atMost) {
        return process.onExit()
                .thenApply(ended -> true)
                .completeOnTimeout(false, atMost.toMillis(), MILLISECONDS)
                .join();
    }

    private static void sayReady(List<ServerUnderTest> servers) {
        Path password = KEPT.resolve("admin-password.txt");
        String addresses = servers.stream()
                .map(server -> server.baseUri().toString())
                .collect(Collectors.joining("\n                      "));
        String logs = servers.size() == 1
                ? ""
                : servers.stream()
                        .map(server -> server.logFile().toString())
                        .collect(Collectors.joining("\n                      ", "\nTheir logs are        ", ""));
        say("""
            Longhaul is ready     %s
            Sign in as            admin
            First password is in  %s%s
            Stop it with Ctrl-C; the database and the uploads stay in %s""".formatted(
                addresses,
                Files.exists(password) ? password : password + " (removed; you know it, or remove " + KEPT + ")",
                logs,
                KEPT));
    }

    private static void say(String text) {
        System.out.println("\n" + text.indent(4).stripTrailing() + "\n");
        System.out.flush();
    }
}
