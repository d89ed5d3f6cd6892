package dev.longhaul.shop.productimport;

import dev.longhaul.database.Database;
import dev.longhaul.run.RunExecution;
import dev.longhaul.run.RunFailedException;
import dev.longhaul.run.RunHandler;
import dev.longhaul.shop.catalog.CatalogSettings;
import dev.longhaul.shop.catalog.write.CatalogWriter;
import dev.longhaul.shop.productimport.upload.Upload;

/**
 * Imports a stored file: reads it as a stream and writes its records to the catalogue in chunks. The products, rejects
 * and counts of a chunk are committed together.
 *
 * <p>Stops when its token fires, between two records or within a statement of the database. What is committed stays;
 * when the server stops, so do the records that were read. Called again, it continues with the record after the last
 * committed one.
 */
final class ProductImportHandler implements RunHandler<ImportRequest> {

    private final Parts parts;

    /** What an import reads from and writes to. */
    record Parts(Database database, ImportRecords records, CatalogWriter catalog, CatalogSettings catalogSettings) {}

    ProductImportHandler(Parts parts) {
        this.parts = parts;
    }

    @Override
    public String type() {
        return ImportRequest.RUN_TYPE;
    }

    @Override
    public Class<ImportRequest> requestType() {
        return ImportRequest.class;
    }

    @Override
    public void run(RunExecution<ImportRequest> execution) throws Exception {
        Upload upload = execution
                .read(() -> parts.records().uploads().find(execution.request().uploadId()))
                .orElseThrow(() -> new RunFailedException("The uploaded file is no longer stored."));
        new FileImport(parts, execution, upload).run();
    }
}
