package dev.longhaul.shop.productimport.file;

import java.io.IOException;

/** Carries the refusal of a packed file through readers that know only faults of streams. */
final class RefusedBytesException extends IOException {

    private static final long serialVersionUID = 1L;

    private final UnreadableFileException refusal;

    RefusedBytesException(UnreadableFileException refusal) {
        super(refusal.getMessage(), refusal);
        this.refusal = refusal;
    }

    UnreadableFileException refusal() {
        return refusal;
    }
}
