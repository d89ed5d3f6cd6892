package dev.longhaul.shop.productimport;

import dev.longhaul.database.Database;
import dev.longhaul.shop.productimport.plan.PlanStore;
import dev.longhaul.shop.productimport.upload.UploadStore;
import jakarta.json.bind.Jsonb;

/** What the database keeps of imports besides their runs: the files, what was found in them, and what was planned. */
record ImportRecords(UploadStore uploads, RejectStore rejects, WarningStore warnings, PlanStore plans) {

    static ImportRecords of(Database database, UploadStore uploads, Jsonb jsonb) {
        return new ImportRecords(
                uploads, new RejectStore(database, jsonb), new WarningStore(database, jsonb), new PlanStore(database));
    }
}
