package dev.longhaul.shop.productimport.rest;

/** The media types under which a file is sent as the raw body of a request. */
final class UploadTypes {

    /** One value of {@code @Consumes}, which may list several types. */
    static final String RAW_FILE =
            "text/csv,text/plain,text/tab-separated-values,application/csv,application/octet-stream";

    private UploadTypes() {}
}
