package dev.longhaul.productimport.web;

import dev.longhaul.productimport.ImportView;
import dev.longhaul.run.RunStatus;
import dev.longhaul.security.Roles;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;

/**
 * Who asks, and what of the imports is theirs to see and to change. An import that is not theirs does not exist for them.
 *
 * @param name as the identity store writes it; empty if nobody is signed in, who then sees nothing
 * @param admin whether they may do everything
 * @param seesAll whether they see the imports of everybody
 * @param mayImport whether they start imports and cancel their own
 */
record Visitor(String name, boolean admin, boolean seesAll, boolean mayImport) {
    static Visitor of(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        boolean admin = request.isUserInRole(Roles.ADMIN);
        return new Visitor(
                principal == null ? "" : principal.getName(),
                principal != null && admin,
                principal != null && (admin || request.isUserInRole(Roles.VIEWER)),
                principal != null && (admin || request.isUserInRole(Roles.IMPORTER)));
    }

    boolean sees(ImportView view) {
        return seesAll || isOwnerOf(view);
    }

    /** A viewer who imports as well sees everything and yet cancels only what is theirs. */
    boolean mayCancel(ImportView view) {
        return !view.status().isEnded() && mayChange(view);
    }

    /** A parked import may have killed its servers: only an administrator lets that go on. */
    boolean mayResume(ImportView view) {
        return switch (view.status()) {
            case FAILED, CANCELLED -> mayChange(view);
            case PARKED -> admin;
            default -> false;
        };
    }

    /** Whether they may end an import that does not answer its cancel; that it is time for it is decided elsewhere. */
    boolean mayForce(ImportView view) {
        return admin && view.status() == RunStatus.CANCELLING;
    }

    /** Whether the import is theirs to change at all, in whatever state it is. */
    boolean mayChange(ImportView view) {
        return admin || (mayImport && isOwnerOf(view));
    }

    private boolean isOwnerOf(ImportView view) {
        return !name.isEmpty() && view.startedBy().equals(name);
    }
}
