package dev.longhaul.shop.productimport;

import dev.longhaul.run.NewRun;
import dev.longhaul.run.StartPolicy;
import dev.longhaul.shop.productimport.ImportOptions.PlanToFollow;
import dev.longhaul.shop.productimport.upload.Upload;
import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import dev.longhaul.shop.reading.column.ReadingChoices;
import dev.longhaul.shop.reading.column.UnsafeKeys;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who starts an import, and how.
 *
 * @param startedBy the signed-in user
 * @param idempotencyKey names this start of the user: sending the same file with it again gives the same import; null
 *     for none
 * @param startKey imports of the user with the same key, such as a supplier's name, run one after the other; null for
 *     one that waits for no other. The imports of other users are not affected, even with the same key
 * @param startPolicy what happens to this one while another with the same user and key has not ended
 * @param checkedSha256 the file must be the one that a check has answered with this digest, hexadecimal; null for any
 *     file
 * @param choices what the user decided about the file
 * @param refusesUnsafeKeys a file with keys that cannot be trusted is refused; false if only their records are rejected
 * @param options how it works on its records
 */
public record ImportStart(
        String startedBy,
        @Nullable String idempotencyKey,
        @Nullable String startKey,
        StartPolicy startPolicy,
        @Nullable String checkedSha256,
        ReadingChoices choices,
        boolean refusesUnsafeKeys,
        ImportOptions options) {

    /** Without keys. */
    public static ImportStart by(String user) {
        return new ImportStart(
                user, null, null, StartPolicy.QUEUE, null, ReadingChoices.NONE, false, ImportOptions.DEFAULT);
    }

    public ImportStart withIdempotencyKey(@Nullable String key) {
        return new ImportStart(
                startedBy, key, startKey, startPolicy, checkedSha256, choices, refusesUnsafeKeys, options);
    }

    public ImportStart withCheckedSha256(@Nullable String digest) {
        return new ImportStart(
                startedBy, idempotencyKey, startKey, startPolicy, digest, choices, refusesUnsafeKeys, options);
    }

    /** Refuses the file until the user has said that the records without a safe key are to be left out. */
    public ImportStart refusingUnsafeKeys(boolean refuses) {
        return new ImportStart(
                startedBy, idempotencyKey, startKey, startPolicy, checkedSha256, choices, refuses, options);
    }

    public ImportStart withOptions(ImportOptions chosen) {
        return new ImportStart(
                startedBy, idempotencyKey, startKey, startPolicy, checkedSha256, choices, refusesUnsafeKeys, chosen);
    }

    void requireSafeKeys(List<UnsafeKeys> unsafe) throws UploadRefusedException {
        if (refusesUnsafeKeys && !unsafe.isEmpty()) {
            throw new UploadRefusedException(
                    UploadRefusedException.UNSAFE_KEYS,
                    422,
                    "Not every record says which product it means: "
                            + unsafe.stream().map(UnsafeKeys::inWords).collect(Collectors.joining("; "))
                            + ". Nothing was imported. Fix the file, or choose to leave these records out.");
        }
    }

    void requireChecked(String sha256) throws UploadRefusedException {
        if (checkedSha256 != null && !checkedSha256.equalsIgnoreCase(sha256)) {
            throw new UploadRefusedException(
                    "not-the-checked",
                    412,
                    "The file has the SHA-256 " + sha256 + ", the one that was to be imported has "
                            + checkedSha256.toLowerCase(Locale.ROOT)
                            + "; nothing was imported. Check this file, or send the checked one.");
        }
    }

    /** The run that imports this file. */
    NewRun run(Upload file) {
        long recordCount = file.reading().recordCount();
        RejectLimit limit = options.rejectLimit();
        PlanToFollow plan = options.plan();
        ImportRequest request = new ImportRequest(
                file.id(),
                limit == null ? null : limit.mostOf(recordCount),
                options.mode(),
                options.onCancel(),
                plan == null ? null : plan.id(),
                plan == null ? null : plan.rejectsChanged());
        NewRun run = NewRun.of(ImportRequest.RUN_TYPE, request, startedBy)
                .withTotal(recordCount)
                .withIdempotencyKey(idempotencyKey);
        return startKey == null ? run : run.withStartKey(startKey, startPolicy);
    }
}
