package dev.longhaul.cancellation;

import java.io.Serial;
import java.util.concurrent.CancellationException;

/**
 * Ends work that saw its token cancelled. It is a {@link CancellationException}, so a future that fails with it counts
 * as cancelled, not as failed.
 */
public class OperationCancelledException extends CancellationException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Not carried by serialisation: an exception that left this JVM speaks through its message only. */
    @SuppressWarnings("serial")
    private final CancellationReason reason;

    public OperationCancelledException(CancellationReason reason) {
        super(reason.describe());
        this.reason = reason;
    }

    /** The reason the token was cancelled with. */
    public CancellationReason reason() {
        return reason;
    }
}
