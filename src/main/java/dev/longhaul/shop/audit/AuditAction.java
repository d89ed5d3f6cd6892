package dev.longhaul.shop.audit;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be recorded. The key is what the table, the API and the page's texts know an action by; it never changes.
 */
public enum AuditAction {
    /** Signed in by the form. */
    SIGNED_IN("signed-in"),
    /** A program used a name and password. Counted: it sends them with each request. */
    PROGRAM_SIGNED_IN("program-signed-in", Duration.ofHours(12)),
    /** A wrong password or an unknown name. Counted: a stranger can repeat it without end. */
    SIGN_IN_FAILED("sign-in-failed", Duration.ofMinutes(10)),
    /** Signed out. */
    SIGNED_OUT("signed-out"),
    /** Ended sign-ins of their own from another browser. */
    SIGN_INS_ENDED("sign-ins-ended"),
    /** Changed their own password. */
    PASSWORD_CHANGED("password-changed"),
    /** Made an API token. */
    TOKEN_CREATED("token-created"),
    /** Revoked an API token. */
    TOKEN_REVOKED("token-revoked"),
    /** Added a user. */
    USER_ADDED("user-added"),
    /** Changed a user. */
    USER_CHANGED("user-changed"),
    /** Uploaded a file and learned what an import of it would do. */
    FILE_CHECKED("file-checked"),
    /** Uploaded a file and started its import. */
    IMPORT_STARTED("import-started"),
    /** Asked an import to stop. */
    IMPORT_CANCELLED("import-cancelled"),
    /** Let an import continue. */
    IMPORT_RESUMED("import-resumed"),
    /** Started to undo an import, or an undo. */
    IMPORT_UNDONE("import-undone"),
    /** Ended an import that did not answer its cancel. */
    IMPORT_FORCED("import-forced"),
    /** Started to import the rejected records of an import again. */
    REJECTS_RETRIED("rejects-retried"),
    /** Saved how the files of a supplier are read. */
    PROFILE_SAVED("profile-saved"),
    /** Removed such a profile. */
    PROFILE_REMOVED("profile-removed"),
    /** Downloaded the rejected records of an import. */
    REJECTS_DOWNLOADED("rejects-downloaded"),
    /** Downloaded the whole catalogue. */
    CATALOGUE_DOWNLOADED("catalogue-downloaded");

    private final String key;
    private final @Nullable Duration countedFor;

    AuditAction(String key) {
        this(key, null);
    }

    AuditAction(String key, @Nullable Duration countedFor) {
        this.key = key;
        this.countedFor = countedFor;
    }

    public String key() {
        return key;
    }

    /**
     * How long repetitions by one user from one address are counted after the first, before their number is written as
     * one line. Empty for an action of which each occurrence is a line.
     */
    public Optional<Duration> countedFor() {
        return Optional.ofNullable(countedFor);
    }

    /** The action of a key; empty for one that this version does not know. */
    public static Optional<AuditAction> ofKey(String key) {
        return Arrays.stream(values()).filter(action -> action.key.equals(key)).findFirst();
    }
}
