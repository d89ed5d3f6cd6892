package dev.longhaul.shop.productimport;

import dev.longhaul.run.Run;
import dev.longhaul.shop.productimport.upload.Upload;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbException;
import java.lang.System.Logger.Level;

/** Reads what imports were asked to do, to show it. Safe for any number of threads. */
final class RecordedRequests {

    private static final System.Logger LOG = System.getLogger(RecordedRequests.class.getName());

    private final Jsonb json = JsonbBuilder.create();

    /** The request of an import; one without options if it cannot be read, so that its numbers can be shown. */
    ImportRequest of(Run run, Upload upload) {
        try {
            return json.fromJson(run.request(), ImportRequest.class);
        } catch (JsonbException unreadable) {
            // edited by hand, or of a later version
            LOG.log(Level.WARNING, "the request of import {0} cannot be read: {1}", run.id(), unreadable.getMessage());
            return ImportRequest.of(upload.id());
        }
    }
}
