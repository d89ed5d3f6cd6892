package dev.longhaul.launcher;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One process of a server with Longhaul in it, seen from outside. It may be ended in any way and started again; its
 * directories, its data and its ports stay the same. Used by one thread.
 *
 * <p>A server that its test leaves running ends with the test JVM, and one that outlives even a killed test JVM is
 * ended when a server of the same name is prepared again.
 */
public abstract class ServerUnderTest implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(4);
    static final Duration ADMINISTERED_WITHIN = Duration.ofMinutes(2);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(60);

    private final ServerOptions options;
    private final Path directory;
    private final PidFile pidFile;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private ServerProcess process = ServerProcess.NONE;
    private boolean prepared;

    ServerUnderTest(ServerOptions options) {
        this.options = options;
        this.directory = BuildPaths.workOf(options.name());
        this.pidFile = new PidFile(BuildPaths.workOf(options.name() + ".pid"));
    }

    /** Makes the private directory from the unpacked distribution, the scripts in server-config and the WAR. */
    abstract void prepare() throws IOException;

    /** The whole command line, which runs the server's JVM itself: no shell and no other JVM in between. */
    abstract List<String> command() throws IOException;

    /** What the server says on its standard input when it asks. */
    abstract String standardInput();

    /** Called when the application is ready: the server has it, whatever happens to the process. */
    void deployed() throws IOException {}

    /** The server's word that it could not deploy the application; without one it would be waited for in vain. */
    abstract Optional<String> deploymentFailure() throws IOException;

    /**
     * Runs one command of the server's own command line against the running process.
     *
     * @throws IllegalStateException with what it printed, when it failed or took two minutes
     */
    public abstract String administer(String command);

    /** What {@link #administer} signs in with; empty where the server knows this user by other means. */
    public String administratorPassword() {
        return "";
    }

    /** Deploys another application beside Longhaul, or anew; returns when it is there. */
    public abstract void deploy(Path war);

    /** Takes such an application away; returns when it is gone. */
    public abstract void undeploy(Path war);

    /**
     * From now on a worker that has had no request for a second ends. WildFly's workers keep the first request of their
     * life on the stack, and with it its application; two of them live for ever by default.
     */
    public void endIdleWorkers() {}

    /**
     * How many earlier deployments the server itself may keep as long as it lives. Payara's monitoring keeps the stacks
     * that it saw when it started ({@code JVMThreadInfoStatsProvider}), and with them the deployment that started with
     * it.
     */
    public int deploymentsKeptForGood() {
        return 0;
    }

    /** Ends Longhaul and starts it again in the same process. */
    public abstract void redeployApplication();

    /**
     * Ends the process by the server's command line and returns when that does.
     *
     * @param suspend how long running requests and tasks may take before the stop begins, where the server knows that
     */
    public abstract void stopByCommand(Duration suspend);

    public final ServerOptions options() {
        return options;
    }

    /** Where the application answers, with a slash at the end. */
    public final URI baseUri() {
        return URI.create("http://127.0.0.1:" + options.httpPort() + options.contextPath() + "/");
    }

    /** Where the server is administered, on 127.0.0.1. */
    public final int managementPort() {
        return options.managementPort();
    }

    /** Everything this server wrote to its console, over all of its starts. */
    public final Path logFile() {
        return BuildPaths.workOf(options.name() + ".log");
    }

    public final Path dataDirectory() {
        return options.dataDirectory();
    }

    public final ServerProcess process() {
        return process;
    }

    /** Starts a process and returns at once; the first start prepares the directory. */
    public final void start() {
        start(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
        process.endWithThisJvm();
    }

    /** Starts a process that writes to this JVM's console, and that is ended by whoever started it. */
    final void startInForeground() {
        start(ProcessBuilder.Redirect.INHERIT);
    }

    /** Starts a process that writes to its log file, and that is ended by whoever started it. */
    final void startInBackground() {
        start(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
    }

    private void start(ProcessBuilder.Redirect output) {
        if (process.isAlive()) {
            throw new IllegalStateException(options.name() + " runs already, as process " + process.pid());
        }
        try {
            if (!prepared) {
                stopWhatAnEarlierRunLeft();
                Directories.remove(directory);
                OwnerOnly.directory(directory);
                OwnerOnly.write(logFile(), "");
                OwnerOnly.directory(dataDirectory());
                prepare();
                OwnerOnly.close(directory); // what was copied has the permissions of the distribution
                prepared = true;
            }
            Path input = OwnerOnly.write(directory.resolve("standard-input"), standardInput());
            ProcessBuilder starting = new ProcessBuilder(OwnerOnly.command(command()))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output)
                    .redirectInput(input.toFile());
            starting.environment().putAll(options.environment());
            Process started = starting.start();
            pidFile.write(started.toHandle());
            process = ServerProcess.of(started);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + options.name(), e);
        }
    }

    /** Starts a process and waits until the application says that it is ready. */
    public final void startAndAwaitReady() {
        start();
        awaitReady();
    }

    /**
     * Waits until the application says that it is ready.
     *
     * @throws IllegalStateException with the end of the log, when the server ends, refuses the WAR or takes 4 minutes
     */
    public final void awaitReady() {
        try {
            Awaitility.await()
                    .atMost(READY_WITHIN)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(200, MILLISECONDS)
                    .until(() -> {
                        if (!process.isAlive()) {
                            throw new IllegalStateException(options.name() + " ended before it was ready" + endOfLog());
                        }
                        deploymentFailure().ifPresent(said -> {
                            throw new IllegalStateException(options.name() + " could not deploy: " + said + endOfLog());
                        });
                        return isReady();
                    });
            deployed();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException(options.name() + " was not ready within " + READY_WITHIN + endOfLog(), e);
        }
    }

    /** Whether the health endpoint answers 200 now. */
    public final boolean isReady() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(baseUri().resolve("health"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not listening yet, or no longer
        }
    }

    /** Ends the process as a system administrator would, by SIGTERM, and by force after a minute. */
    @Override
    public final void close() {
        process.resume();
        process.terminate();
        boolean orderly = process.awaitExit(CLOSE_WITHIN);
        if (!orderly) {
            process.kill();
            process.awaitExit(CLOSE_WITHIN);
        }
        pidFile.remove();
        try {
            if (orderly && prepared) {
                ended();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Called after an orderly end. */
    void ended() throws IOException {}

    final Path directory() {
        return directory;
    }

    private void stopWhatAnEarlierRunLeft() {
        pidFile.findRunning().ifPresent(orphan -> {
            orphan.destroyForcibly();
            orphan.onExit().join();
        });
    }

    private String endOfLog() {
        if (!Files.exists(logFile())) {
            return ", see its log above";
        }
        try {
            List<String> lines = Files.readAllLines(logFile());
            return ", its log " + logFile() + " ends with:\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        } catch (IOException e) {
            return ", and its log cannot be read: " + e;
        }
    }
}
