package dev.longhaul.database;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import java.util.Set;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * Tells a connection that broke or could not be had, which may be better in a moment, from a statement that was
 * refused.
 */
public final class ConnectionFaults {

    /** PostgreSQL: shut down, crashed, starting, too many connections. H2: broken, closed. */
    private static final Set<String> STATES =
            Set.of("57P01", "57P02", "57P03", "57P05", "53300", "90067", "90098", "90121");

    private ConnectionFaults() {}

    /** Whether this, or what caused it, is a fault of the connection. */
    public static boolean causedBy(@Nullable Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectionException || (cause instanceof SQLException sql && isOfConnection(sql))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfConnection(SQLException fault) {
        if (fault instanceof SQLTransientConnectionException
                || fault instanceof SQLNonTransientConnectionException
                || fault instanceof SQLRecoverableException) {
            return true;
        }
        String state = fault.getSQLState();
        if (state == null) {
            // the servers' pools say it in words only
            return String.valueOf(fault.getMessage()).toLowerCase(Locale.ROOT).contains("connection");
        }
        return state.startsWith("08") || STATES.contains(state);
    }
}
