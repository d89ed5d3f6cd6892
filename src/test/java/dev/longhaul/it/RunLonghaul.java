package dev.longhaul.it;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The run command: WildFly with Longhaul on a file database, until Ctrl-C.
 *
 * <p>The server's directory is made anew in each start, so no deployment of an earlier one comes up beside the new one.
 * What is kept lies in {@code data}, or where the system property {@code longhaul.data.directory} says. Ctrl-C, and a SIGTERM to Maven alone, return only after the server has drained and
 * ended. A server that has lost its Maven, because that was killed, is stopped in order by the next start; while its Maven
 * runs, a second start is refused.
 */
public final class RunLonghaul {

    /** Longer than the grace that the application gives to running work, 30 s. */
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(60);

    private static final Path KEPT =
            Path.of(System.getProperty("longhaul.data.directory", "data")).toAbsolutePath();
    private static final PidFile LAUNCHER = new PidFile(KEPT.resolve("launcher.pid"));
    private static final PidFile SERVER = new PidFile(KEPT.resolve("server.pid"));

    private RunLonghaul() {}

    /** Takes the first of three free ports in a row from the system property {@code longhaul.run.port}, default 8080. */
    public static void main(String[] arguments) throws IOException {
        int port = Integer.getInteger("longhaul.run.port", 8080);
        Files.createDirectories(KEPT);
        stopWhatAnEarlierRunLeft();
        if (!FreePorts.threeFrom(port)) {
            throw new IllegalStateException("of the ports " + port + " to " + (port + 2)
                    + " of 127.0.0.1 one is taken by another program; choose other three with -Dlonghaul.run.port=...");
        }
        LAUNCHER.write(ProcessHandle.current());
        ServerUnderTest server = new WildFlyServer(
                ServerOptions.of("run-" + port, port, ServerDatabase.h2()).withDataDirectory(KEPT));
        say("Starting WildFly. What it keeps is in " + KEPT);
        server.startInForeground();
        SERVER.write(ProcessHandle.of(server.process().pid()).orElseThrow());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
        try {
            server.awaitReady();
            sayReady(server);
            server.process().awaitExit();
        } finally {
            stop(server);
        }
        say("The server has ended.");
    }

    private static void stop(ServerUnderTest server) {
        server.process().terminate();
        if (!server.process().awaitExit(STOPPED_WITHIN)) {
            say("The server did not end within " + STOPPED_WITHIN.toSeconds()
                    + " s after it was asked to; killing it.");
            server.process().kill();
            server.process().awaitExit();
        }
        SERVER.remove();
        LAUNCHER.remove();
    }

    private static void stopWhatAnEarlierRunLeft() {
        SERVER.findRunning().ifPresent(orphan -> {
            LAUNCHER.findRunning().ifPresent(launcher -> {
                throw new IllegalStateException("Longhaul runs already on " + KEPT + ": process " + orphan.pid()
                        + ", started by process " + launcher.pid() + "; stop that one by Ctrl-C in its terminal");
            });
            say("An earlier start was killed and left its server behind, process " + orphan.pid() + "; stopping it.");
            orphan.destroy();
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

    private static void sayReady(ServerUnderTest server) {
        Path password = KEPT.resolve("admin-password.txt");
        say("""
            Longhaul is ready     %s
            Sign in as            admin
            The password is in    %s
            Stop it with Ctrl-C; the database and the uploads stay in %s""".formatted(
                server.baseUri(),
                Files.exists(password) ? password : password + " (removed; you know it, or remove " + KEPT + ")",
                KEPT));
    }

    private static void say(String text) {
        System.out.println("\n" + text.indent(4).stripTrailing() + "\n");
        System.out.flush();
    }
}
