package dev.longhaul.shop.productimport.rest;

import dev.longhaul.run.StartPolicy;
import dev.longhaul.shop.catalog.write.WriteMode;
import dev.longhaul.shop.problem.ProblemException;
import dev.longhaul.shop.productimport.ImportOptions;
import dev.longhaul.shop.productimport.ImportOptions.PlanToFollow;
import dev.longhaul.shop.productimport.ImportStart;
import dev.longhaul.shop.productimport.OnCancel;
import dev.longhaul.shop.productimport.RejectLimit;
import dev.longhaul.shop.reading.column.ReadingChoices;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How an import is to be started, as a request says it. Filled by the server for each request. */
public class StartParameters {

    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final int LONGEST_KEY = 150;
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");

    /** The same request sent again with the same key is answered with the import of the first time. */
    @HeaderParam(IDEMPOTENCY_KEY)
    @Nullable
    String idempotencyKey;

    /** The caller's imports with the same key run one after the other. */
    @QueryParam("startKey")
    @Nullable
    String startKey;

    /**
     * What happens to this one while another with its key has not ended: {@code queue}, {@code refuse} or
     * {@code supersede}.
     */
    @QueryParam("startPolicy")
    @DefaultValue("queue")
    String startPolicy = "queue";

    /** Only the file that a check has answered with this digest is imported. */
    @QueryParam("sha256")
    @Nullable
    String sha256;

    /**
     * What happens to records whose key cannot be trusted (blank, shortened by a spreadsheet, an error, a word for no
     * value): {@code reject} rejects them and imports the others, {@code refuse} refuses the file.
     */
    @QueryParam("unsafeKeys")
    @DefaultValue("reject")
    String unsafeKeys = "reject";

    /** With more rejected records the import stops: a number, or a percentage such as {@code 2%}. */
    @QueryParam("mostRejects")
    @Nullable
    String mostRejects;

    /** Names the check whose promise the import keeps: the {@code plan} of its answer. */
    @QueryParam("plan")
    @Nullable
    String plan;

    /**
     * What happens if a product of the plan has changed since: {@code refuse} refuses the import, {@code reject}
     * rejects the records about it and imports the others.
     */
    @QueryParam("changed")
    @DefaultValue("refuse")
    String changed = "refuse";

    /**
     * What the records may do to the catalogue: {@code create}, {@code update} or {@code both}. The others are skipped.
     */
    @QueryParam("mode")
    @DefaultValue("both")
    String mode = "both";

    /** What a cancel leaves: {@code keep} keeps what was imported, {@code undo} undoes the import. */
    @QueryParam("onCancel")
    @DefaultValue("keep")
    String onCancel = "keep";

    ImportStart by(String user, ReadingChoices choices) {
        StartPolicy policy = Arrays.stream(StartPolicy.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(startPolicy))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        400, "startPolicy must be queue, refuse or supersede, was " + startPolicy + "."));
        if (policy != StartPolicy.QUEUE && startKey == null) {
            throw new ProblemException(400, "startPolicy " + startPolicy + " needs a startKey.");
        }
        if (sha256 != null && !SHA_256.matcher(sha256).matches()) {
            throw new ProblemException(400, "sha256 must have 64 hexadecimal digits, as in the answer of a check.");
        }
        return new ImportStart(
                user,
                key(IDEMPOTENCY_KEY, idempotencyKey),
                key("startKey", startKey),
                policy,
                sha256,
                choices,
                refusesUnsafeKeys(),
                new ImportOptions(rejectLimit(), mode(mode), onCancel(), planToFollow()));
    }

    static WriteMode mode(String written) {
        return WriteMode.parse(written)
                .orElseThrow(
                        () -> new ProblemException(400, "mode must be create, update or both, was " + written + "."));
    }

    private OnCancel onCancel() {
        return OnCancel.parse(onCancel)
                .orElseThrow(() -> new ProblemException(400, "onCancel must be keep or undo, was " + onCancel + "."));
    }

    private @Nullable PlanToFollow planToFollow() {
        if (!changed.equals("refuse") && !changed.equals("reject")) {
            throw new ProblemException(400, "changed must be refuse or reject, was " + changed + ".");
        }
        if (plan == null) {
            return null;
        }
        try {
            return new PlanToFollow(UUID.fromString(plan), changed.equals("reject"));
        } catch (IllegalArgumentException malformed) {
            throw new ProblemException(400, "plan must be the plan of a check, as in its answer.");
        }
    }

    private @Nullable RejectLimit rejectLimit() {
        return mostRejects == null
                ? null
                : RejectLimit.parse(mostRejects)
                        .orElseThrow(() -> new ProblemException(
                                400, "mostRejects must be a number of records, or a percentage such as 2%."));
    }

    private boolean refusesUnsafeKeys() {
        return switch (unsafeKeys) {
            case "reject" -> false;
            case "refuse" -> true;
            default -> throw new ProblemException(400, "unsafeKeys must be reject or refuse, was " + unsafeKeys + ".");
        };
    }

    static @Nullable String key(String name, @Nullable String value) {
        if (value != null && (value.isBlank() || value.length() > LONGEST_KEY)) {
            throw new ProblemException(
                    400, name + " must have 1 to " + LONGEST_KEY + " characters, had " + value.length() + ".");
        }
        return value;
    }
}
