package dev.longhaul.it.probe;

import dev.longhaul.background.TaskFailed;
import dev.longhaul.lifecycle.ApplicationLifetime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/** The file of events, each with the millisecond at which it happened, and the count of failures announced. */
@ApplicationScoped
public class Notes {

    private final Path file = Path.of(System.getProperty("longhaul.probe.notes"));
    private final AtomicLong failures = new AtomicLong();

    void start(@Observes Startup event, ApplicationLifetime lifetime) {
        lifetime.started().onCancelled(reason -> write("application started"));
        lifetime.stopping().onCancelled(reason -> write("application told"));
        lifetime.stopped().onCancelled(reason -> write("application stopped"));
    }

    void failed(@Observes TaskFailed event) {
        failures.incrementAndGet();
    }

    long failures() {
        return failures.get();
    }

    synchronized void write(String event) {
        try {
            Files.writeString(
                    file,
                    System.currentTimeMillis() + " " + event + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
