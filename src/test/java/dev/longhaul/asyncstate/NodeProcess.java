package dev.longhaul.asyncstate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link StateProcess}, seen from the test that started it: gives orders, freezes, thaws and kills. */
final class NodeProcess implements AutoCloseable {

    private static final Duration LONGEST_END = Duration.ofSeconds(20);

    private final Process process;
    private final BufferedReader answers;
    private final PrintStream orders;

    private NodeProcess(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /**
     * Starts the process; it has joined whom it reaches when this returns.
     *
     * @param before words before the command, such as those that enter a network namespace
     */
    static NodeProcess start(List<String> before, String name, String address, int port, String peers) {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.net.preferIPv4Stack=true",
                "-Djava.util.logging.config.file="
                        + System.getProperty("java.util.logging.config.file", "src/test/resources/logging.properties"),
                "-cp",
                System.getProperty("java.class.path"),
                StateProcess.class.getName(),
                name,
                address,
                Integer.toString(port),
                peers));
        try {
            NodeProcess started = new NodeProcess(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
            assertThat(started.readAnswer()).isEqualTo("ready");
            return started;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Gives one order and answers what the process says. */
    String order(String text) {
        orders.println(text);
        return readAnswer();
    }

    /** Gives an order whose answer is read later by {@link #readAnswer}. */
    void begin(String text) {
        orders.println(text);
    }

    String readAnswer() {
        try {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.startsWith(StateProcess.ANSWER)) {
                    return line.substring(StateProcess.ANSWER.length());
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        throw new IllegalStateException("the process has ended");
    }

    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    void kill() {
        signal("KILL");
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
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
        orders.close();
        try {
            if (!process.waitFor(LONGEST_END.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
