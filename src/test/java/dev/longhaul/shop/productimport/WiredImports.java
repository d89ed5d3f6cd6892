package dev.longhaul.shop.productimport;

import dev.longhaul.database.Database;
import dev.longhaul.run.Runs;
import dev.longhaul.run.TestRuns;
import dev.longhaul.shop.audit.AuditTables;
import dev.longhaul.shop.audit.AuditTrail;
import dev.longhaul.shop.catalog.CatalogSettings;
import dev.longhaul.shop.catalog.write.CatalogWriter;
import dev.longhaul.shop.productimport.undo.ProductUndoHandler;
import dev.longhaul.shop.productimport.undo.Undos;
import dev.longhaul.shop.productimport.upload.UploadQuotas;
import dev.longhaul.shop.productimport.upload.UploadReception;
import dev.longhaul.shop.productimport.upload.UploadSlots;
import dev.longhaul.shop.productimport.upload.UploadStore;
import jakarta.json.bind.JsonbBuilder;
import java.util.function.Supplier;

/**
 * The import on a database of a test, without a container: runs are recorded, and the test itself calls the handlers.
 */
record WiredImports(
        UploadStore uploads,
        ImportRecords records,
        Runs runs,
        ImportIntake intake,
        Imports imports,
        ProductImportHandler handler,
        Undos undos,
        ProductUndoHandler undoHandler) {

    static WiredImports on(Database database) {
        CatalogSettings settings = new CatalogSettings("EUR");
        AuditTrail audit = AuditTables.trail(database);
        UploadStore uploads = new UploadStore(database, JsonbBuilder.create(), UploadQuotas.NONE);
        ImportRecords records = ImportRecords.of(database, uploads, JsonbBuilder.create());
        Runs runs = TestRuns.on(database);
        return new WiredImports(
                uploads,
                records,
                runs,
                new ImportIntake(
                        records,
                        runs,
                        new UploadReception(uploads, TestImports.PLENTY, new UploadSlots(Integer.MAX_VALUE)),
                        Integer.MAX_VALUE,
                        Supplier::get,
                        audit),
                new Imports(runs, records, audit, settings),
                new ProductImportHandler(
                        new ProductImportHandler.Parts(database, records, new CatalogWriter(database), settings)),
                new Undos(runs, database, Supplier::get, audit),
                new ProductUndoHandler(database));
    }
}
