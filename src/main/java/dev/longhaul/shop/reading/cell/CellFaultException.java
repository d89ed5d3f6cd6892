package dev.longhaul.shop.reading.cell;

import dev.longhaul.shop.catalog.Reason;

/** A cell's text does not fit its column. */
public final class CellFaultException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Reason reason;

    public CellFaultException(String key, Object... arguments) {
        // thrown for each bad record of a file: a stack trace would cost more than the record
        super(key, null, false, false);
        this.reason = Reason.of(key, arguments);
    }

    /** For machines: stable, lower-case. */
    public String code() {
        return reason.code();
    }

    /** The code with its arguments. */
    public Reason reason() {
        return reason;
    }
}
