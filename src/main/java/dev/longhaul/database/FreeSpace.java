package dev.longhaul.database;

import dev.longhaul.settings.DataSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The free space where an H2 file grows. H2 closes its database for everybody when a write finds none, so whoever
 * writes much stops before that and leaves the rest to sign-ins and the like. Of a database on another host nothing is
 * known.
 */
final class FreeSpace {

    /** Several of the largest transactions. */
    static final DataSize RESERVE = DataSize.ofMebibytes(32);

    /** Null when the file is not on this host, or there is none. */
    private final @Nullable Path directory;

    FreeSpace(@Nullable Path directory) {
        this.directory = directory;
    }

    static FreeSpace of(DataSource dataSource, Dialect dialect) {
        if (dialect != Dialect.H2) {
            return new FreeSpace(null);
        }
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT DATABASE_PATH()")) {
            row.next();
            String path = row.getString(1);
            return new FreeSpace(path == null ? null : directoryOf(path));
        } catch (SQLException e) {
            throw new IllegalStateException("no connection to the database: " + e.getMessage(), e);
        }
    }

    // such as async:/var/lib/longhaul/longhaul, where a scheme names how the file is opened
    private static @Nullable Path directoryOf(String path) {
        return Path.of(path.substring(path.indexOf(':') + 1)).toAbsolutePath().getParent();
    }

    /** Whether less is left than the reserve. One call of the operating system; never waits for the database. */
    boolean isShort() {
        if (directory == null) {
            return false;
        }
        try {
            return Files.getFileStore(directory).getUsableSpace() < RESERVE.bytes();
        } catch (IOException unknown) {
            // the next write finds out
            return false;
        }
    }
}
