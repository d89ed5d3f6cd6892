package dev.longhaul.shop.productimport;

import dev.longhaul.database.Database;
import dev.longhaul.shop.productimport.plan.PlanStore;
import dev.longhaul.shop.productimport.upload.UploadStore;
import jakarta.json.bind.Jsonb;

/**
 * What the database keeps of imports besides their runs: the files, what was found in them, what was planned, and what
 * was retried.
 */
record ImportRecords(
        UploadStore uploads,
        RejectStore rejects,
        WarningStore warnings,
        PlanStore plans,
        LeftRejects left,
        RetryTable retries) {

    static ImportRecords of(Database database, UploadStore uploads, Jsonb jsonb) {
        RejectStore rejects = new RejectStore(database, jsonb);
        RetryTable retries = new RetryTable(database);
        return new ImportRecords(
                uploads,
                rejects,
                new WarningStore(database, jsonb),
                new PlanStore(database),
                new LeftRejects(database, rejects, retries),
                retries);
    }
}
