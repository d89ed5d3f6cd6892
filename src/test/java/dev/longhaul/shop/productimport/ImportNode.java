package dev.longhaul.shop.productimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** An {@link ImportProcess}, seen from the test that started it. */
final class ImportNode implements AutoCloseable {

    private static final Duration LONGEST_END = Duration.ofSeconds(40);

    private final String name;
    private final Process process;
    private final BufferedReader answers;
    private final Path log;

    private ImportNode(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.log = log;
    }

    /** Starts the process; it has joined after {@link #awaitJoined}. */
    static ImportNode start(String name, int port, String peers, Map<String, String> properties) {
        try {
            Path log = Files.createTempFile(Path.of("target"), "import-" + name + "-", ".log");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx200m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Djava.net.preferIPv4Stack=true",
                    "-Djava.util.logging.config.file="
                            + System.getProperty(
                                    "java.util.logging.config.file", "src/test/resources/logging.properties")));
            properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
            command.addAll(
                    List.of("-cp", classPath(), ImportProcess.class.getName(), name, Integer.toString(port), peers));
            return new ImportNode(
                    name,
                    new ProcessBuilder(command).redirectError(log.toFile()).start(),
                    log);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    // jboss-modules brings a logger finder of its own, which would swallow what this application logs
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("jboss-modules"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    String name() {
        return name;
    }

    ImportNode awaitJoined() {
        assertThat(readLine()).as("node " + name + ", " + log).isEqualTo(ImportProcess.JOINED);
        return this;
    }

    /** It claims from now on. */
    void begin() {
        send("");
        assertThat(readLine()).as("node " + name + ", " + log).isEqualTo(ImportProcess.READY);
    }

    /** Has it obeyed, and answers what it says. */
    String order(String order) {
        send(order);
        return answer();
    }

    /** The answer comes later, by {@link #answer()}. */
    void send(String order) {
        try {
            process.getOutputStream().write((order + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String answer() {
        String line = readLine();
        assertThat(line).as("node " + name + ", " + log).startsWith(ImportProcess.DONE);
        return line.substring(ImportProcess.DONE.length()).strip();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    private String readLine() {
        try {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.startsWith("> ")) {
                    return line;
                }
            }
            return "ended";
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What the process has logged. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    /** Harmless when it has ended. */
    void kill() {
        if (process.isAlive()) {
            signal("KILL");
        }
    }

    void awaitEnd() {
        process.onExit().orTimeout(LONGEST_END.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Stops it as a server is stopped. Returns when it is gone. */
    void stop() {
        close();
    }

    private void signal(String signal) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
            assertThat(kill.waitFor()).isZero();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            thaw();
        }
        try {
            process.getOutputStream().close();
            if (!process.waitFor(LONGEST_END.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException alreadyGone) {
            process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
