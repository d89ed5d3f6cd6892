package dev.longhaul.shop.catalog.write;

import dev.longhaul.shop.catalog.Reason;
import org.jspecify.annotations.Nullable;

/** Refuses one record before it has changed anything. */
final class RecordRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Reason reason;

    RecordRefusedException(String key, @Nullable Object... arguments) {
        // thrown for each bad record of a file: a stack trace would cost more than the record
        super(key, null, false, false);
        this.reason = Reason.of(key, arguments);
    }

    RecordOutcome.Refused outcome() {
        return new RecordOutcome.Refused(reason);
    }
}
