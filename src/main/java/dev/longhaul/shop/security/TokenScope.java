package dev.longhaul.shop.security;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * What an API token is for. It never gives more than its user's own roles. What no scope names, such as users and the
 * account itself, no token can reach: one that was stolen makes no other token and no user.
 */
public enum TokenScope {
    /** Reading imports, products and events. */
    READ("read") {
        @Override
        boolean allows(String method, String path) {
            return READING.contains(method) && !isBelow(path, "/api/account") && !isAdministrative(path);
        }
    },
    /** The same, and checking, starting, cancelling and resuming imports, and saving how files are read. */
    IMPORT("import") {
        @Override
        boolean allows(String method, String path) {
            boolean changes =
                    method.equals("POST") && (isBelow(path, "/api/imports") || isBelow(path, "/api/import-checks"));
            boolean saves = PROFILES.contains(method) && isBelow(path, "/api/reading-profiles");
            return changes || saves || READ.allows(method, path);
        }
    },
    /** Reading the audit trail, for an administrator's collector. */
    AUDIT("audit") {
        @Override
        boolean allows(String method, String path) {
            return READING.contains(method) && isBelow(path, "/api/audit");
        }
    };

    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Set<String> PROFILES = Set.of("PUT", "DELETE");

    private final String key;

    TokenScope(String key) {
        this.key = key;
    }

    /** As the API and the table write it. */
    public String key() {
        return key;
    }

    /** The scope of a key; empty when there is none. */
    public static Optional<TokenScope> ofKey(String key) {
        return Arrays.stream(values()).filter(scope -> scope.key.equals(key)).findFirst();
    }

    /**
     * Whether a token of this scope may be used for a request.
     *
     * @param path within the application, as it was sent: an unusual spelling must not lead to another answer here than
     *     at the constraint, and what is spelled unusually matches none
     */
    abstract boolean allows(String method, String path);

    private static boolean isAdministrative(String path) {
        return isBelow(path, "/api/users") || isBelow(path, "/api/audit");
    }

    private static boolean isBelow(String path, String parent) {
        return path.equals(parent) || path.startsWith(parent + "/");
    }
}
