package dev.longhaul.launcher;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A server's process, held by its id. Every method is harmless after its end. Linux only where it says so. */
public final class ServerProcess {

    /** Before the first start. */
    static final ServerProcess NONE = new ServerProcess(null);

    private static final Set<Process> END_WITH_THIS_JVM = ConcurrentHashMap.newKeySet();
    private static final Pattern USED_OF_TOTAL = Pattern.compile("total \\d+K, used (\\d+)K");

    static {
        // a test JVM that is told to end must not leave servers behind, and has no time for an orderly end
        Runtime.getRuntime().addShutdownHook(new Thread(() -> END_WITH_THIS_JVM.forEach(Process::destroyForcibly)));
    }

    private final @Nullable Process process;

    private ServerProcess(@Nullable Process process) {
        this.process = process;
    }

    static ServerProcess of(Process process) {
        return new ServerProcess(process);
    }

    /** Kills the process when this JVM ends, whatever ends it but SIGKILL. */
    void endWithThisJvm() {
        END_WITH_THIS_JVM.add(required());
    }

    public long pid() {
        return required().pid();
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** SIGTERM: asks for an orderly end and does not wait for it. */
    public void terminate() {
        if (process != null) {
            process.destroy();
        }
    }

    /** SIGKILL: nothing of the server's own code runs any more. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    /** As {@link #kill()}, and returns when the process is gone. */
    public void killAndAwait() {
        kill();
        awaitExit();
    }

    /** SIGSTOP: the process stands still and keeps its sockets. */
    public void freeze() {
        signal("STOP");
    }

    /** SIGCONT: goes on after {@link #freeze()}; otherwise changes nothing. */
    public void resume() {
        try {
            if (isAlive()) {
                signal("CONT");
            }
        } catch (IllegalStateException refused) {
            if (isAlive()) {
                throw refused;
            }
        }
    }

    public void awaitExit() {
        if (process != null) {
            process.onExit().join();
        }
    }

    /** False if it still runs after this time. */
    public boolean awaitExit(Duration atMost) {
        try {
            return process == null || process.waitFor(atMost.toMillis(), MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while process " + pid() + " was ending", e);
        }
    }

    /** The memory of the process that is in RAM now. Linux. */
    public long residentBytes() {
        return kibibytesOf("VmRSS") * 1024;
    }

    /** The most that {@link #residentBytes()} ever was. Linux. */
    public long peakResidentBytes() {
        return kibibytesOf("VmHWM") * 1024;
    }

    /** How many processors it keeps busy, on average over this time. Linux, with 100 clock ticks a second. */
    public double coresUsedFor(Duration time) {
        long before = ticks();
        long begin = System.nanoTime();
        Awaitility.await().pollDelay(time).atMost(time.plusSeconds(30)).until(() -> true);
        double seconds = (System.nanoTime() - begin) / 1e9;
        return (ticks() - before) / 100.0 / seconds;
    }

    private long ticks() {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid() + "/stat"));
            // the name in brackets may hold blanks
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is on the heap after a full collection: what the server holds, without what it only dropped. */
    public long heldHeapBytes() {
        jcmd("GC.run");
        Matcher matcher = USED_OF_TOTAL.matcher(jcmd("GC.heap_info"));
        long kibibytes = 0;
        while (matcher.find()) {
            kibibytes += Long.parseLong(matcher.group(1));
        }
        return kibibytes * 1024;
    }

    /**
     * How many loaded copies of a class have instances, after a full collection: more than one, and an application
     * leaks.
     */
    public long copiesWithInstances(String className) {
        return jcmd("GC.class_histogram")
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns.length >= 4 && columns[3].equals(className))
                .count();
    }

    /** Writes what the process holds to a file, for the question who holds it. */
    public void dumpHeap(Path file) {
        jcmd("GC.heap_dump -overwrite " + file.toAbsolutePath());
    }

    /** How many threads have such a name. */
    public long threadCount(Pattern name) {
        return threads()
                .lines()
                .filter(line -> line.startsWith("\"") && name.matcher(line).find())
                .count();
    }

    /** The stack of each thread, to say why something hangs. */
    public String threads() {
        return jcmd("Thread.print");
    }

    private String jcmd(String command) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        return Commands.output(Duration.ofSeconds(60), jcmd.toString(), Long.toString(pid()), command);
    }

    private void signal(String name) {
        Commands.output(Duration.ofSeconds(10), "kill", "-" + name, Long.toString(pid()));
    }

    private long kibibytesOf(String key) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
                    .filter(line -> line.startsWith(key + ":"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no " + key + " of process " + pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process required() {
        if (process == null) {
            throw new IllegalStateException("the server was never started");
        }
        return process;
    }
}
