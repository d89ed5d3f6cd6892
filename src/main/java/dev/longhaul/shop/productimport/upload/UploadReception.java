package dev.longhaul.shop.productimport.upload;

import dev.longhaul.settings.DataSize;
import dev.longhaul.shop.file.record.UnreadableFileException;
import dev.longhaul.shop.reading.Examined;
import dev.longhaul.shop.reading.FileReading;
import dev.longhaul.shop.reading.column.ReadingChoices;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Stores files while it examines them, and refuses those that could not be imported. A file is examined with the reader
 * of the import itself, so both count the same records.
 *
 * <p>Safe for any number of threads. A call lasts as long as the upload does.
 */
public final class UploadReception {

    private static final System.Logger LOG = System.getLogger(UploadReception.class.getName());

    private final UploadStore uploads;
    private final DataSize limit;
    private final UploadSlots slots;

    /**
     * @param limit the largest file that is accepted
     * @param slots one is taken for each file
     */
    public UploadReception(UploadStore uploads, DataSize limit, UploadSlots slots) {
        this.uploads = uploads;
        this.limit = limit;
        this.slots = slots;
    }

    /**
     * Reads the file to its end.
     *
     * @param fileName the name the client gave it; only its last part is kept
     * @param declaredLength the length the client has announced, negative when it did not
     * @param choices what a person decided about the file
     * @return the file, unsealed: a caller that seals it keeps it, any other closes it
     * @throws UploadRefusedException with the sentence for the client; nothing of the file is kept then
     */
    public ReceivedUpload receive(
            String fileName, InputStream bytes, long declaredLength, String uploadedBy, ReadingChoices choices)
            throws UploadRefusedException {
        return receive(
                fileName,
                bytes,
                declaredLength,
                uploadedBy,
                stored -> FileReading.look(stored, choices),
                refusal -> false);
    }

    /**
     * Reads a file of rejects to its end, which is read as the file that they come from.
     *
     * @param first how that file is read; the other parameters are as for {@link #receive}
     * @throws UploadRefusedException with the sentence for the client; nothing of the file is kept then
     */
    public ReceivedUpload receiveRejects(
            String fileName, InputStream bytes, long declaredLength, String uploadedBy, FileReading first)
            throws UploadRefusedException {
        return receive(fileName, bytes, declaredLength, uploadedBy, first::lookAtRejects, refusal -> false);
    }

    /** Finds out how the bytes of a file are read. */
    @FunctionalInterface
    private interface Look {
        Examined at(InputStream bytes) throws IOException;
    }

    /**
     * Like {@link #receive(String, InputStream, long, String, ReadingChoices)}, but also takes a table that cannot be
     * imported the way it is read: a person may choose another way.
     *
     * @throws UploadRefusedException when the file is not a table at all, or cannot be stored
     */
    public ReceivedUpload receiveAny(String fileName, InputStream bytes, long declaredLength, String uploadedBy)
            throws UploadRefusedException {
        return receive(
                fileName,
                bytes,
                declaredLength,
                uploadedBy,
                stored -> FileReading.look(stored, ReadingChoices.NONE),
                refusal -> !refusal.isOtherKind() && !refusal.code().equals(UnreadableFileException.EMPTY));
    }

    private ReceivedUpload receive(
            String fileName,
            InputStream bytes,
            long declaredLength,
            String uploadedBy,
            Look look,
            Predicate<UnreadableFileException> isKept)
            throws UploadRefusedException {
        if (declaredLength > limit.bytes()) {
            throw UploadRefusedException.tooLarge(limit);
        }
        UploadSlots.Slot slot = slots.take(uploadedBy);
        try {
            String name = FileNames.lastPart(fileName);
            UUID upload = begin(name, declaredLength, uploadedBy);
            return receive(new StoringInputStream(bytes, uploads, upload, limit), upload, name, look, isKept, slot);
        } catch (UploadRefusedException | RuntimeException | Error refused) {
            slot.close();
            throw refused;
        }
    }

    private ReceivedUpload receive(
            StoringInputStream stored,
            UUID upload,
            String name,
            Look look,
            Predicate<UnreadableFileException> isKept,
            UploadSlots.Slot slot)
            throws UploadRefusedException {
        try {
            Examined examined = look.at(stored);
            UnreadableFileException refusal = examined.refusal();
            if (refusal != null && !isKept.test(refusal)) {
                ReceivedUpload.discard(uploads, upload);
                throw UploadRefusedException.of(refusal);
            }
            stored.finish();
            return new ReceivedUpload(uploads, upload, name, stored.count(), stored.digest(), examined, slot);
        } catch (IOException | UncheckedIOException broken) {
            ReceivedUpload.discard(uploads, upload);
            throw refusal(broken);
        } catch (RuntimeException | Error unexpected) {
            ReceivedUpload.discard(uploads, upload);
            throw unexpected;
        }
    }

    /**
     * Takes one of the user's places for files in progress, for work on a file that has been received.
     *
     * @return frees the place
     * @throws UploadRefusedException when all are taken
     */
    public Runnable takePlace(String user) throws UploadRefusedException {
        return slots.take(user)::close;
    }

    private UUID begin(String name, long declaredLength, String uploadedBy) throws UploadRefusedException {
        try {
            uploads.requireRoom(uploadedBy, declaredLength);
            return uploads.begin(name, uploadedBy);
        } catch (RuntimeException failed) {
            throw orRefusal(failed);
        }
    }

    /** Answers the exception itself when it has nothing to do with the database. */
    private RuntimeException orRefusal(RuntimeException failed) throws UploadRefusedException {
        Optional<UploadRefusedException> refusal = uploads.refusalOf(failed);
        if (refusal.isPresent()) {
            LOG.log(Level.WARNING, "an upload could not be stored: {0}", failed.getMessage());
            throw refusal.get();
        }
        return failed;
    }

    private UploadRefusedException refusal(Exception broken) throws UploadRefusedException {
        Throwable cause = broken instanceof UncheckedIOException unchecked ? unchecked.getCause() : broken;
        if (cause instanceof StoringInputStream.TooLargeException) {
            return UploadRefusedException.tooLarge(limit);
        }
        if (cause instanceof StoringInputStream.NotStoredException notStored) {
            if (notStored.getCause() instanceof UploadRefusedException refused) {
                return refused;
            }
            if (notStored.getCause() instanceof RuntimeException failed) {
                throw orRefusal(failed);
            }
        }
        LOG.log(Level.INFO, "an upload broke off: {0}", String.valueOf(cause));
        return UploadRefusedException.brokenOff(cause);
    }
}
