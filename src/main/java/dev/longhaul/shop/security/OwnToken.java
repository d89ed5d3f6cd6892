package dev.longhaul.shop.security;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API token as its owner sees it, without its secret.
 *
 * @param id names it to its owner; no secret
 * @param name what the owner calls it
 * @param scope the key of its {@link TokenScope}
 * @param lastUseAt when it was last used, to within half a minute; null for never
 * @param expiresAt when it ends
 */
public record OwnToken(
        UUID id,
        String name,
        String scope,
        Instant createdAt,
        @Nullable Instant lastUseAt,
        Instant expiresAt) {}
