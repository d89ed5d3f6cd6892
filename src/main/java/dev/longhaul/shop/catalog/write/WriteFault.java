package dev.longhaul.shop.catalog.write;

import dev.longhaul.shop.catalog.Reason;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Distinguishes faults of a record from faults of the database by the class of their SQLSTATE. */
final class WriteFault {

    private static final String DUPLICATE_KEY = "23505";
    private static final int SENTENCE_CHARS = 300;

    private WriteFault() {}

    /**
     * Data that does not fit (22), a violated constraint (23), or a row beyond a limit (54): another record would pass.
     */
    static boolean isOfARecord(SQLException fault) {
        String state = state(fault);
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
    }

    static boolean isDuplicateKey(SQLException fault) {
        return DUPLICATE_KEY.equals(state(fault));
    }

    static RecordOutcome.Refused refusal(SQLException fault) {
        return new RecordOutcome.Refused(
                Reason.of("database-refused", firstLine(cause(fault).getMessage())));
    }

    private static String state(SQLException fault) {
        String state = cause(fault).getSQLState();
        return state == null ? "" : state;
    }

    // of a batch the cause is the next exception: the batch's own text only says that it failed
    private static SQLException cause(SQLException fault) {
        SQLException next = fault.getNextException();
        return next == null ? fault : next;
    }

    private static String firstLine(@Nullable String message) {
        String line = message == null ? "" : message.lines().findFirst().orElse("");
        return line.length() > SENTENCE_CHARS ? line.substring(0, SENTENCE_CHARS) + "..." : line;
    }
}
