package dev.longhaul.shop.productimport;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.database.Database;
import dev.longhaul.run.RunFailedException;
import dev.longhaul.shop.catalog.CatalogPreview;
import dev.longhaul.shop.catalog.CatalogSettings;
import dev.longhaul.shop.catalog.ProductRecord;
import dev.longhaul.shop.catalog.RecordOutcome;
import dev.longhaul.shop.productimport.file.ColumnMapping;
import dev.longhaul.shop.productimport.file.FileRecord;
import dev.longhaul.shop.productimport.file.RecordMapper;
import dev.longhaul.shop.productimport.file.RecordReader;
import dev.longhaul.shop.productimport.file.TextFormat;
import dev.longhaul.shop.productimport.file.UnreadableFileException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** One file that is to be checked against the catalogue. Used once, by one thread, and closed by whoever got it. */
public final class ImportCheck implements AutoCloseable {

    private static final int PROBLEMS_SHOWN = 20;

    private final Parts parts;
    private final Jdbi jdbi;
    private final ReceivedUpload received;
    private final List<Reject> problems = new ArrayList<>();
    private long failed;

    record Parts(Database database, UploadStore uploads, CatalogSettings catalogSettings) {}

    ImportCheck(Parts parts, ReceivedUpload received) {
        this.parts = parts;
        this.jdbi = Jdbi.create(parts.database().dataSource());
        this.received = received;
    }

    /** The name the file came under; text of a stranger. */
    public String fileName() {
        return received.upload().fileName();
    }

    /**
     * Reads all records and looks each up in the catalogue, as an import would. Nothing is written and no lock is held,
     * so an import that runs meanwhile may change the picture.
     *
     * @param token ends it between two records and within a statement of the database
     * @throws dev.longhaul.cancellation.OperationCancelledException when the token fires
     */
    public CheckedFile run(CancellationToken token) throws IOException, SQLException, UploadRefusedException {
        CatalogPreview preview = new CatalogPreview(token);
        try {
            checkAll(preview, token);
        } catch (UnreadableFileException unreadable) {
            throw UploadRefusedException.unreadable(
                    unreadable.code(), "The file cannot be read: " + unreadable.getMessage() + ".");
        } catch (RunFailedException changed) {
            throw new IOException("what was stored is not what was received", changed);
        }
        Upload upload = received.upload();
        ImportCounts counts = new ImportCounts(
                preview.created(),
                preview.updated(),
                preview.unchanged(),
                failed,
                preview.products(),
                preview.variants());
        return new CheckedFile(upload.fileName(), upload.byteCount(), upload.sha256(), counts, problems);
    }

    private void checkAll(CatalogPreview preview, CancellationToken token)
            throws IOException, SQLException, UnreadableFileException, RunFailedException {
        StoredFile file = new StoredFile(parts.uploads(), received.upload(), token);
        TextFormat format = file.requireUnchanged();
        try (RecordReader reader = RecordReader.open(file.open(), format)) {
            RecordMapper mapper = new RecordMapper(
                    ColumnMapping.of(reader.header()), parts.catalogSettings().currency());
            ImportChunk chunk = read(reader, mapper, token);
            while (!chunk.isEmpty()) {
                check(chunk, preview);
                chunk = read(reader, mapper, token);
            }
        }
    }

    private static ImportChunk read(RecordReader reader, RecordMapper mapper, CancellationToken token)
            throws IOException, UnreadableFileException {
        ImportChunk chunk = new ImportChunk();
        while (!chunk.isFull()) {
            token.throwIfCancellationRequested();
            FileRecord record = reader.next();
            if (record == null) {
                break;
            }
            chunk.add(record, mapper.map(record));
        }
        return chunk;
    }

    private void check(ImportChunk chunk, CatalogPreview preview) throws SQLException {
        List<ProductRecord> valid = chunk.valid();
        List<RecordOutcome> outcomes = jdbi.withHandle(connection -> preview.next(connection, valid));
        List<RejectedRecord> rejected = chunk.rejected(outcomes);
        failed += rejected.size();
        rejected.stream()
                .limit(PROBLEMS_SHOWN - problems.size())
                .map(RejectedRecord::reject)
                .forEach(problems::add);
    }

    /** Forgets the file. May be called again. */
    @Override
    public void close() {
        received.close();
    }
}
