package dev.longhaul.shop.productimport;

import dev.longhaul.database.Database;
import dev.longhaul.shop.productimport.upload.UploadStore;
import jakarta.json.bind.Jsonb;

/** What the database keeps of imports besides their runs: the files, and what was found in them. */
record ImportRecords(UploadStore uploads, RejectStore rejects, WarningStore warnings) {

    static ImportRecords of(Database database, UploadStore uploads, Jsonb jsonb) {
        return new ImportRecords(uploads, new RejectStore(database, jsonb), new WarningStore(database, jsonb));
    }
}
