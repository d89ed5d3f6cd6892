package dev.longhaul.shop.productimport.staging;

import dev.longhaul.database.Database;
import dev.longhaul.run.RunId;
import dev.longhaul.shop.file.RecordFile;
import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.file.record.RecordSource;
import dev.longhaul.shop.file.record.UnreadableFileException;
import dev.longhaul.shop.productimport.upload.ReceivedUpload;
import dev.longhaul.shop.productimport.upload.StoredFile;
import dev.longhaul.shop.productimport.upload.UploadReception;
import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import dev.longhaul.shop.productimport.upload.UploadStore;
import dev.longhaul.shop.reading.Examined;
import dev.longhaul.shop.reading.FileReading;
import dev.longhaul.shop.reading.column.HeaderPrint;
import dev.longhaul.shop.reading.column.ReadingChoices;
import jakarta.json.bind.Jsonb;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps uploaded files until their users have said how they are read. Files that are never imported are discarded like
 * unfinished uploads. Safe for any number of threads.
 */
public final class StagedFiles {

    private final UploadStore uploads;
    private final UploadReception reception;
    private final ReadingProfiles profiles;
    private final StagedFileTable table;

    public StagedFiles(
            Database database, Jsonb jsonb, UploadStore uploads, UploadReception reception, ReadingProfiles profiles) {
        this.uploads = uploads;
        this.reception = reception;
        this.profiles = profiles;
        this.table = new StagedFileTable(database, jsonb);
    }

    /**
     * Reads a file to its end and keeps it. If exactly one profile recognises its header, the file is read as that
     * profile says.
     *
     * @param declaredLength the length the client has announced, negative when it did not
     * @throws UploadRefusedException if it is not a table, or cannot be stored; nothing of it is kept then
     */
    public StagedFile receive(String fileName, InputStream bytes, long declaredLength, String user)
            throws UploadRefusedException, IOException {
        ReceivedUpload received = reception.receiveAny(fileName, bytes, declaredLength, user);
        try {
            FileReading reading = received.examined().reading();
            String print = reading == null ? null : HeaderPrint.of(reading.header());
            Read read = new Read(ReadingChoices.NONE, received.examined(), null);
            table.insert(received.id(), received.byteCount(), received.sha256(), print, read);
            List<ReadingProfile> fitting = print == null ? List.of() : profiles.fitting(print);
            StagedFile staged = require(received.id(), user);
            StagedFile known = fitting.size() == 1 ? read(staged, fitting.get(0)) : staged;
            received.keep();
            return known;
        } catch (RuntimeException failed) {
            received.close();
            throw orRefusal(failed);
        } catch (IOException | Error failed) {
            received.close();
            throw failed;
        }
    }

    /** The user's file; empty when it is unknown, belongs to another user, was imported or was discarded. */
    public Optional<StagedFile> find(UUID id, String user) {
        return table.find(id, user);
    }

    /** The user's files, newest first. */
    public List<StagedFile> list(String user) {
        return table.list(user);
    }

    /** The import that the user's file has become. */
    public Optional<RunId> runOf(UUID id, String user) {
        return table.runOf(id, user);
    }

    /**
     * Whether a person should look at the file before it is imported: it cannot be read, keys cannot be trusted, or a
     * profile recognises its header.
     */
    public boolean needsALook(StagedFile file) {
        FileReading reading = file.reading();
        String print = file.headerPrint();
        return reading == null
                || !file.isReadable()
                || !reading.unsafeKeys().isEmpty()
                || (print != null && !profiles.fitting(print).isEmpty());
    }

    /** Reads the file again as a profile says. */
    public StagedFile read(StagedFile file, ReadingProfile profile) throws IOException {
        return read(file, profile.choices(), profile.name());
    }

    /**
     * Reads the whole file again if the choices are others, and remembers them even if it cannot be imported with them.
     *
     * @param profile whose choices these were at first; null for none
     */
    public StagedFile read(StagedFile file, ReadingChoices choices, @Nullable String profile) throws IOException {
        if (choices.equals(file.choices()) && file.reading() != null) {
            table.updateProfile(file.id(), profile);
            return require(file.id(), file.uploadedBy());
        }
        try (InputStream bytes = StoredFile.bytes(uploads, file.id())) {
            Examined examined = FileReading.look(bytes, choices);
            table.update(file.id(), new Read(choices, examined, profile));
        }
        return require(file.id(), file.uploadedBy());
    }

    /** Its first records; none if its bytes cannot be read as records. */
    public List<FileRecord> firstRecords(StagedFile file, int most) throws IOException {
        FileReading reading = file.reading();
        List<FileRecord> first = new ArrayList<>();
        if (reading == null) {
            return first;
        }
        try (RecordSource records = RecordFile.open(StoredFile.bytes(uploads, file.id()), reading.format())) {
            FileRecord record = records.next();
            while (record != null && first.size() < most) {
                first.add(record);
                record = records.next();
            }
        } catch (UnreadableFileException changed) {
            throw new IOException("what is stored is not what was read", changed);
        }
        return first;
    }

    /** Discards it with all its bytes. */
    public void discard(StagedFile file) {
        uploads.discard(file.id());
    }

    /** Answers the exception itself when it has nothing to do with the database. */
    private RuntimeException orRefusal(RuntimeException failed) throws UploadRefusedException {
        Optional<UploadRefusedException> refusal = uploads.refusalOf(failed);
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        return failed;
    }

    private StagedFile require(UUID id, String user) {
        return find(id, user).orElseThrow(() -> new IllegalStateException("file " + id + " is no longer staged"));
    }
}
