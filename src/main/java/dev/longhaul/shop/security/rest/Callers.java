package dev.longhaul.shop.security.rest;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** Who calls. */
final class Callers {

    private Callers() {}

    /** The caller's name; empty for nobody, whom no resource method lets in. */
    static String name(SecurityContext caller) {
        Principal principal = caller.getUserPrincipal();
        return principal == null ? "" : principal.getName();
    }
}
