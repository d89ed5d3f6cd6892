package dev.longhaul.shop.security.rest;

import dev.longhaul.shop.security.OwnSignIn;
import java.util.Optional;
import java.util.UUID;

/**
 * One of the caller's own sign-ins, as JSON. Times are in ISO 8601.
 *
 * @param id for ending it; no secret
 * @param current whether the request comes by it
 */
public record SignInDocument(
        String id, String createdAt, String lastUseAt, String address, String browser, boolean current) {

    static SignInDocument of(OwnSignIn signIn, Optional<UUID> current) {
        return new SignInDocument(
                signIn.id().toString(),
                signIn.createdAt().toString(),
                signIn.lastUseAt().toString(),
                signIn.address(),
                signIn.browser(),
                current.equals(Optional.of(signIn.id())));
    }
}
