package dev.longhaul.launcher;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A PostgreSQL whose files stay from one start to the next. Its process is not in this one's group, so Ctrl-C spares
 * it.
 */
final class KeptPostgresql {

    private final EmbeddedPostgres server;

    private KeptPostgresql(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Makes the directory in the first start. A server that a killed start left behind is stopped. */
    static KeptPostgresql start(Path directory) throws IOException {
        left(directory.resolve("postmaster.pid")).ifPresent(orphan -> {
            orphan.destroy();
            orphan.onExit().join();
        });
        return new KeptPostgresql(EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false) // it would end the database while the servers still drain
                .setServerConfig("listen_addresses", "127.0.0.1")
                .start());
    }

    private static Optional<ProcessHandle> left(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
        return ProcessHandle.of(pid)
                .filter(process -> process.info().command().orElse("").endsWith("postgres"));
    }

    ServerDatabase address() {
        return ServerDatabase.postgresql(server.getJdbcUrl("postgres", "postgres"));
    }

    /** Harmless a second time. */
    void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
