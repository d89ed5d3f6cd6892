package dev.longhaul.shop.productimport.rest;

/** The media types under which a file is sent as the raw body of a request. Its bytes decide what it really is. */
final class UploadTypes {

    /** One value of {@code @Consumes}, which may list several types. */
    static final String RAW_FILE =
            "text/csv,text/plain,text/tab-separated-values,application/csv,application/octet-stream,"
                    + "application/json,application/x-ndjson,application/jsonl,"
                    + "application/xml,text/xml,application/rss+xml,application/atom+xml,"
                    + "application/gzip,application/x-gzip,application/zip,application/vnd.ms-excel,"
                    + "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private UploadTypes() {}
}
