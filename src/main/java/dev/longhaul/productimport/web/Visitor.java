package dev.longhaul.productimport.web;

import dev.longhaul.productimport.ImportView;
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
        return !view.status().isEnded() && (admin || (mayImport && isOwnerOf(view)));
    }

    private boolean isOwnerOf(ImportView view) {
        return !name.isEmpty() && view.startedBy().equals(name);
    }
}
