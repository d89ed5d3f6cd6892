package dev.longhaul.shop.productimport;

import dev.longhaul.shop.audit.AuditAction;
import dev.longhaul.shop.audit.AuditLine;
import dev.longhaul.shop.audit.AuditTrail;
import dev.longhaul.shop.catalog.write.WriteMode;
import dev.longhaul.shop.productimport.staging.StagedFile;
import dev.longhaul.shop.productimport.upload.ReceivedUpload;
import dev.longhaul.shop.productimport.upload.UploadReception;
import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import dev.longhaul.shop.reading.column.ReadingChoices;
import java.io.InputStream;

/** Says what an import of a file would do, without doing it. Safe for any number of threads, each with its own file. */
public final class ImportChecks {

    private final ImportCheck.Parts parts;
    private final UploadReception reception;
    private final AuditTrail audit;

    ImportChecks(ImportCheck.Parts parts, UploadReception reception, AuditTrail audit) {
        this.parts = parts;
        this.reception = reception;
        this.audit = audit;
    }

    /**
     * Reads the file to its end and keeps it until the check is closed. A file that no import would accept is refused.
     *
     * @param declaredLength the length the client has announced, negative when it did not
     * @param uploadedBy the signed-in user
     * @param choices what the user decided about the file
     * @param mode what its records may do to the catalogue
     * @throws UploadRefusedException with the sentence for the client; nothing of the file is kept then
     */
    public ImportCheck receive(
            String fileName,
            InputStream bytes,
            long declaredLength,
            String uploadedBy,
            ReadingChoices choices,
            WriteMode mode)
            throws UploadRefusedException {
        ReceivedUpload received = reception.receive(fileName, bytes, declaredLength, uploadedBy, choices);
        try {
            record(uploadedBy, received.fileName());
        } catch (RuntimeException unrecorded) {
            received.close();
            throw unrecorded;
        }
        return new ImportCheck(parts, received.upload(), uploadedBy, mode, received::close);
    }

    /**
     * Checks a file that its user has uploaded before; it stays when the check is closed.
     *
     * @param mode what its records may do to the catalogue
     * @throws UploadRefusedException when as many files of the user are in progress as allowed
     */
    public ImportCheck of(StagedFile file, WriteMode mode) throws UploadRefusedException {
        Runnable freePlace = reception.takePlace(file.uploadedBy());
        try {
            record(file.uploadedBy(), file.fileName());
        } catch (RuntimeException unrecorded) {
            freePlace.run();
            throw unrecorded;
        }
        return new ImportCheck(parts, file.upload(), file.uploadedBy(), mode, freePlace);
    }

    private void record(String user, String fileName) {
        audit.record(AuditLine.of(AuditAction.FILE_CHECKED, user).saying(fileName));
    }
}
