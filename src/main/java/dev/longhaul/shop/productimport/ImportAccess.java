package dev.longhaul.shop.productimport;

import dev.longhaul.run.RunStatus;
import dev.longhaul.shop.security.Roles;
import java.security.Principal;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one user may see of the imports and do to them. The pages and the API ask the same rule. An import that the user
 * may not see does not exist for them.
 *
 * @param name as the identity store writes it; empty if nobody is signed in, and then nothing is visible
 * @param admin whether the user may do everything
 * @param seesAll whether the user sees the imports of all users
 * @param mayImport whether the user starts imports and cancels their own
 */
public record ImportAccess(String name, boolean admin, boolean seesAll, boolean mayImport) {

    /** What a user can do to an import besides starting it. */
    public enum Intervention {
        /** Ask it to stop. */
        CANCEL,
        /** Let it continue after the last committed record. */
        RESUME,
        /** Import its rejects again, when it has ended. */
        RETRY,
        /** Take back what it changed, when it has ended. */
        UNDO,
        /** End it although it does not answer its cancel. */
        FORCE
    }

    /**
     * The signed-in user, as pages and API know them.
     *
     * @param principal null if nobody is signed in
     */
    public static ImportAccess of(@Nullable Principal principal, Predicate<String> isInRole) {
        boolean admin = isInRole.test(Roles.ADMIN);
        return new ImportAccess(
                principal == null ? "" : principal.getName(),
                principal != null && admin,
                principal != null && (admin || isInRole.test(Roles.VIEWER)),
                principal != null && (admin || isInRole.test(Roles.IMPORTER)));
    }

    /** Whether the import exists for the user. */
    public boolean sees(ImportView view) {
        return seesAll || isOwnerOf(view);
    }

    /** Whose imports the user finds in a list; null for those of all users. */
    public @Nullable String listedOwner() {
        return seesAll ? null : name;
    }

    /**
     * Whether the user may do this now: it is theirs to do, and the import's status allows it. Whether an import that
     * does not answer its cancel was given enough time is decided when it is forced.
     */
    public boolean may(Intervention intervention, ImportView view) {
        return refusal(intervention, view).isEmpty() && isPossible(intervention, view.status());
    }

    /**
     * Why the user may not do this to an import that they see, in one sentence. Empty when they may, as soon as the
     * import's status allows it.
     */
    public Optional<String> refusal(Intervention intervention, ImportView view) {
        if (intervention == Intervention.FORCE) {
            return admin ? Optional.empty() : Optional.of("Only an administrator can force an import to end.");
        }
        if (!mayChange(view)) {
            return Optional.of("This import was started by another user.");
        }
        if (intervention == Intervention.RESUME && !mayResume(view.status())) {
            return Optional.of("Only an administrator can resume a parked import.");
        }
        return Optional.empty();
    }

    /** Whether the import is the user's to change at all, whatever its status. A viewer changes only their own. */
    public boolean mayChange(ImportView view) {
        return admin || (mayImport && isOwnerOf(view));
    }

    /** Whether the user may resume what they may change. What is parked may have killed its servers. */
    public boolean mayResume(RunStatus status) {
        return status != RunStatus.PARKED || admin;
    }

    private static boolean isPossible(Intervention intervention, RunStatus status) {
        return switch (intervention) {
            case CANCEL -> !status.isEnded();
            case RESUME -> status == RunStatus.FAILED || status == RunStatus.CANCELLED || status == RunStatus.PARKED;
            case UNDO, RETRY -> status.isEnded();
            case FORCE -> status == RunStatus.CANCELLING;
        };
    }

    private boolean isOwnerOf(ImportView view) {
        return !name.isEmpty() && view.startedBy().equals(name);
    }
}
