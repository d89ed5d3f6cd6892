package dev.longhaul.shop.security;

import java.time.Instant;
import java.util.UUID;

/**
 * A sign-in as its owner sees it.
 *
 * @param createdAt when it began
 * @param lastUseAt when it was last used, to within half a minute
 * @param address from which the user signed in
 * @param browser what the browser called itself, in a few words
 */
public record OwnSignIn(UUID id, Instant createdAt, Instant lastUseAt, String address, String browser) {}
