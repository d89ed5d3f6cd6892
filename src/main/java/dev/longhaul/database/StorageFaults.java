package dev.longhaul.database;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Recognises that a write failed because there is no space left for the database. */
public final class StorageFaults {

    /** PostgreSQL: disk_full. H2: no disk space available. */
    private static final List<String> STATES = List.of("53100", "90100");

    /** H2 has closed the database, and repeats on each old connection why it did, when there is space again, too. */
    private static final String CLOSED = "90098";

    /** What operating systems say, which H2 hands on in the text of its own error. */
    private static final List<String> WORDS =
            List.of("no space left on device", "disk quota exceeded", "not enough space");

    private StorageFaults() {}

    /** Whether this, or what caused it, is a want of space. */
    public static boolean causedBy(@Nullable Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && CLOSED.equals(sql.getSQLState())) {
                return false;
            }
            if (isOfSpace(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfSpace(Throwable cause) {
        if (cause instanceof SQLException sql && STATES.contains(String.valueOf(sql.getSQLState()))) {
            return true;
        }
        // of a batch the cause is the next exception
        if (cause instanceof SQLException sql && sql.getNextException() != null && causedBy(sql.getNextException())) {
            return true;
        }
        String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return WORDS.stream().anyMatch(text::contains);
    }
}
