package dev.longhaul.shop.file.bytes;

import dev.longhaul.shop.file.record.UnreadableFileException;
import java.io.IOException;

/** Carries the refusal of a packed file through readers that know only faults of streams. */
public final class RefusedBytesException extends IOException {

    private static final long serialVersionUID = 1L;

    private final UnreadableFileException refusal;

    RefusedBytesException(UnreadableFileException refusal) {
        super(refusal.getMessage(), refusal);
        this.refusal = refusal;
    }

    public UnreadableFileException refusal() {
        return refusal;
    }
}
