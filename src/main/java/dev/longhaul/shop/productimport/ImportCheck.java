package dev.longhaul.shop.productimport;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.database.Database;
import dev.longhaul.run.RunFailedException;
import dev.longhaul.shop.catalog.CatalogSettings;
import dev.longhaul.shop.catalog.write.CatalogPreview;
import dev.longhaul.shop.catalog.write.ProductRecord;
import dev.longhaul.shop.catalog.write.RecordOutcome;
import dev.longhaul.shop.catalog.write.WriteMode;
import dev.longhaul.shop.file.record.UnreadableFileException;
import dev.longhaul.shop.productimport.plan.PlanStore;
import dev.longhaul.shop.productimport.upload.StoredFile;
import dev.longhaul.shop.productimport.upload.Upload;
import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import dev.longhaul.shop.productimport.upload.UploadStore;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** A stored file that is checked against the catalogue. Used once, by one thread, and closed by the caller. */
public final class ImportCheck implements AutoCloseable {

    private static final int PROBLEMS_SHOWN = 20;

    private final Jdbi jdbi;
    private final UploadStore uploads;
    private final CatalogSettings catalogSettings;
    private final PlanStore plans;
    private final Upload upload;
    private final String user;
    private final WriteMode mode;
    private final Runnable discard;
    private final List<Reject> problems = new ArrayList<>();
    private final WarningGroups warnings = new WarningGroups();
    private long failed;

    /** What all checks share. */
    record Parts(Database database, UploadStore uploads, PlanStore plans, CatalogSettings catalogSettings) {}

    /**
     * @param user who gets the plan
     * @param mode what the records may do to the catalogue
     * @param discard runs when this is closed
     */
    ImportCheck(Parts parts, Upload upload, String user, WriteMode mode, Runnable discard) {
        this.jdbi = Jdbi.create(parts.database().dataSource());
        this.uploads = parts.uploads();
        this.plans = parts.plans();
        this.catalogSettings = parts.catalogSettings();
        this.upload = upload;
        this.user = user;
        this.mode = mode;
        this.discard = discard;
    }

    /** The file's name as it was sent; text of a stranger. */
    public String fileName() {
        return upload.fileName();
    }

    /**
     * Reads all records and looks each up in the catalogue, as an import would. The catalogue is not changed and no
     * lock is held, so an import that runs meanwhile may change the result. What was found is kept as a plan, so that
     * an import can do exactly this, or refuse.
     *
     * @param token ends it between two records and within a statement of the database
     * @throws dev.longhaul.cancellation.OperationCancelledException when the token fires
     */
    public CheckedFile run(CancellationToken token) throws IOException, SQLException, UploadRefusedException {
        CatalogPreview preview = new CatalogPreview(token, mode);
        UUID plan = plans.begin(user, upload.sha256(), FollowedPlan.choices(upload, mode));
        boolean complete = false;
        try {
            checkAll(preview, plan, token);
            plans.complete(plan);
            complete = true;
        } catch (UnreadableFileException unreadable) {
            throw UploadRefusedException.unreadable(
                    unreadable.code(), "The file cannot be read: " + unreadable.getMessage() + ".");
        } catch (RunFailedException changed) {
            throw new IOException("what was stored is not what was received", changed);
        } finally {
            if (!complete) {
                plans.discard(plan);
            }
        }
        ImportCounts counts = new ImportCounts(
                preview.created(),
                preview.updated(),
                preview.unchanged(),
                failed,
                preview.skipped(),
                preview.products(),
                preview.variants());
        return new CheckedFile(
                upload.fileName(),
                upload.byteCount(),
                upload.sha256(),
                counts,
                problems,
                ReadFile.of(upload.reading(), catalogSettings.currency()),
                warnings.toList(),
                plan);
    }

    private void checkAll(CatalogPreview preview, UUID plan, CancellationToken token)
            throws IOException, SQLException, UnreadableFileException, RunFailedException {
        StoredFile file = StoredFile.of(uploads, upload, token);
        try (ChunkReader reader = ChunkReader.open(file, catalogSettings.currency(), token)) {
            ImportChunk chunk = next(reader, token);
            while (!chunk.isEmpty()) {
                check(chunk, preview, plan);
                chunk = next(reader, token);
            }
        }
    }

    private static ImportChunk next(ChunkReader reader, CancellationToken token)
            throws IOException, UnreadableFileException {
        ImportChunk chunk = reader.next();
        // a fired token ends a chunk early; that must not look like the end of the file
        token.throwIfCancellationRequested();
        return chunk;
    }

    private void check(ImportChunk chunk, CatalogPreview preview, UUID plan) throws SQLException {
        List<ProductRecord> valid = chunk.valid();
        List<RecordOutcome> outcomes = jdbi.withHandle(connection -> preview.next(connection, valid));
        plans.add(plan, chunk.found(outcomes));
        List<RejectedRecord> rejected = chunk.rejected(outcomes);
        failed += rejected.size();
        chunk.addWarnings(outcomes, warnings);
        rejected.stream()
                .limit(PROBLEMS_SHOWN - problems.size())
                .map(RejectedRecord::reject)
                .forEach(problems::add);
    }

    /** Discards the file, unless it stays with its user. May be called again. */
    @Override
    public void close() {
        discard.run();
    }
}
