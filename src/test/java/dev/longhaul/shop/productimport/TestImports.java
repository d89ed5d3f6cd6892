package dev.longhaul.shop.productimport;

import dev.longhaul.database.Database;
import dev.longhaul.database.SchemaModule;
import dev.longhaul.settings.DataSize;
import dev.longhaul.shop.audit.AuditTables;
import dev.longhaul.shop.catalog.CatalogSettings;
import dev.longhaul.shop.productimport.plan.PlanStore;
import dev.longhaul.shop.productimport.upload.UploadQuotas;
import dev.longhaul.shop.productimport.upload.UploadReception;
import dev.longhaul.shop.productimport.upload.UploadSlots;
import dev.longhaul.shop.productimport.upload.UploadStore;
import jakarta.json.bind.JsonbBuilder;

/** The parts of the import for tests of its leaves. */
public final class TestImports {

    /** The tables of uploads and rejects. */
    public static final SchemaModule SCHEMA = ImportTables.SCHEMA;

    /** More than any file of a test has. */
    public static final DataSize PLENTY = DataSize.ofMebibytes(64);

    private TestImports() {}

    /** Checks against the catalogue of this database. */
    public static ImportChecks checks(Database database) {
        UploadStore uploads = new UploadStore(database, JsonbBuilder.create(), UploadQuotas.NONE);
        return new ImportChecks(
                new ImportCheck.Parts(database, uploads, new PlanStore(database), new CatalogSettings("EUR")),
                new UploadReception(uploads, PLENTY, new UploadSlots(Integer.MAX_VALUE)),
                AuditTables.trail(database));
    }
}
