package dev.longhaul.shop.productimport.staging;

import dev.longhaul.shop.productimport.upload.Upload;
import dev.longhaul.shop.reading.FileReading;
import dev.longhaul.shop.reading.column.ReadingChoices;
import dev.longhaul.shop.reading.column.WrittenChoices;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A whole file that was uploaded and is not imported yet.
 *
 * @param uploadedBy the owner; no other user sees it
 * @param fileName the name it was sent under; untrusted text
 * @param sha256 its digest, hexadecimal
 * @param choices what the user decided about it so far
 * @param reading how it is read with these choices; null while its bytes cannot be read as records
 * @param refusal why it cannot be imported like this, in one sentence; null if it can
 * @param headerPrint of the header that was found before any choice was made; null if none was found
 * @param profile the profile whose choices these were at first; null for none
 */
public record StagedFile(
        UUID id,
        String uploadedBy,
        String fileName,
        long byteCount,
        String sha256,
        Instant uploadedAt,
        ReadingChoices choices,
        @Nullable FileReading reading,
        @Nullable String refusal,
        @Nullable String headerPrint,
        @Nullable String profile) {

    /** Whether it can be checked and imported. */
    public boolean isReadable() {
        return reading != null && refusal == null;
    }

    /** Tells one set of choices from another, so that a form can name those that it has shown. */
    public String choicesMark() {
        return Integer.toHexString(WrittenChoices.inOneLine(choices).hashCode());
    }

    /** The file as an import reads it; only for one that is readable. */
    public Upload upload() {
        return new Upload(id, fileName, byteCount, sha256, Objects.requireNonNull(reading));
    }
}
