package dev.longhaul.shop.productimport.reading;

import dev.longhaul.shop.productimport.file.RecordFault;

/** Ends the look at one record with its first fault. */
final class RecordFaultException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient RecordFault fault;

    RecordFaultException(RecordFault fault) {
        // thrown for each bad record of a file: a stack trace would cost more than the record
        super(fault.message(), null, false, false);
        this.fault = fault;
    }

    RecordFault fault() {
        return fault;
    }
}
