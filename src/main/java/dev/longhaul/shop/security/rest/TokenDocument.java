package dev.longhaul.shop.security.rest;

import dev.longhaul.shop.security.ApiTokens;
import dev.longhaul.shop.security.OwnToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One of the caller's own API tokens, as JSON. Times are in ISO 8601.
 *
 * @param id for revoking it; no secret
 * @param lastUseAt missing if it was never used
 * @param token what a program sends; only in the answer that made it
 */
public record TokenDocument(
        String id,
        String name,
        String scope,
        String createdAt,
        @Nullable String lastUseAt,
        String expiresAt,
        @Nullable String token) {

    static TokenDocument of(OwnToken token) {
        return of(token, null);
    }

    static TokenDocument of(ApiTokens.Created created) {
        return of(created.token(), created.secret());
    }

    private static TokenDocument of(OwnToken token, @Nullable String secret) {
        Instant lastUse = token.lastUseAt();
        return new TokenDocument(
                token.id().toString(),
                token.name(),
                token.scope(),
                token.createdAt().toString(),
                lastUse == null ? null : lastUse.toString(),
                token.expiresAt().toString(),
                secret);
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
        return "TokenDocument[id=" + id + "]";
    }
}
