package dev.longhaul.shop.productimport;

import dev.longhaul.run.RunStatus;
import dev.longhaul.shop.security.Roles;
import java.security.Principal;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, and what of the imports is theirs to see and to change. An import that is not theirs does not exist for
 * them.
 *
 * @param name as the identity store writes it; empty if nobody is signed in, who then sees nothing
 * @param admin whether they may do everything
 * @param seesAll whether they see the imports of everybody
 * @param mayImport whether they start imports and cancel their own
 */
public record Visitor(String name, boolean admin, boolean seesAll, boolean mayImport) {

    /**
     * The signed-in user, as page and program interface know them.
     *
     * @param principal null if nobody is signed in
     */
    public static Visitor of(@Nullable Principal principal, Predicate<String> isInRole) {
        boolean admin = isInRole.test(Roles.ADMIN);
        return new Visitor(
                principal == null ? "" : principal.getName(),
                principal != null && admin,
                principal != null && (admin || isInRole.test(Roles.VIEWER)),
                principal != null && (admin || isInRole.test(Roles.IMPORTER)));
    }

    public boolean sees(ImportView view) {
        return seesAll || isOwnerOf(view);
    }

    /** A viewer who imports as well sees everything and yet cancels only what is theirs. */
    public boolean mayCancel(ImportView view) {
        return !view.status().isEnded() && mayChange(view);
    }

    /** A parked import may have killed its servers: only an administrator lets that go on. */
    public boolean mayResume(ImportView view) {
        return switch (view.status()) {
            case FAILED, CANCELLED -> mayChange(view);
            case PARKED -> admin;
            default -> false;
        };
    }

    /** Whether they may end an import that does not answer its cancel; that it is time for it is decided elsewhere. */
    public boolean mayForce(ImportView view) {
        return admin && view.status() == RunStatus.CANCELLING;
    }

    /** Whether the import is theirs to change at all, in whatever state it is. */
    public boolean mayChange(ImportView view) {
        return admin || (mayImport && isOwnerOf(view));
    }

    private boolean isOwnerOf(ImportView view) {
        return !name.isEmpty() && view.startedBy().equals(name);
    }
}
