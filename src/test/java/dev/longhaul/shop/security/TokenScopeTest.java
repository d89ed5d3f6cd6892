package dev.longhaul.shop.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.testing.Endpoint;
import dev.longhaul.testing.Endpoints;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which endpoints a token reaches at most; they are those that the build declares. */
class TokenScopeTest {

    private static final List<Endpoint> ENDPOINTS = Endpoints.all();

    @Test
    void reading_changes_nothing_and_reaches_neither_users_nor_the_account_nor_the_audit_trail() {
        assertThat(reachedBy(TokenScope.READ))
                .contains("GET /api/imports", "GET /api/products.csv")
                .allMatch(endpoint -> endpoint.startsWith("GET "))
                .noneMatch(TokenScopeTest::isAboutPeople);
    }

    @Test
    void importing_adds_the_changes_of_imports_checks_and_profiles_alone() {
        Set<String> more = reachedBy(TokenScope.IMPORT);
        more.removeAll(reachedBy(TokenScope.READ));

        assertThat(more)
                .contains("POST /api/imports", "POST /api/imports/{id}/cancellation", "POST /api/import-checks")
                .allMatch(
                        endpoint -> endpoint.matches("POST /api/import.*|(PUT|DELETE) /api/reading-profiles/\\{name}"));
    }

    @Test
    void the_audit_scope_reads_the_audit_trail_alone() {
        assertThat(reachedBy(TokenScope.AUDIT)).containsExactly("GET /api/audit");
    }

    @Test
    void an_unusual_spelling_reaches_no_more() {
        for (TokenScope scope : TokenScope.values()) {
            assertThat(scope.allows("POST", "/api/users/../imports/x/cancellation/../../users"))
                    .isEqualTo(false);
            assertThat(scope.allows("PUT", "/api/account/password")).isFalse();
            assertThat(scope.allows("POST", "/api/importsx")).isFalse();
        }
    }

    private static Set<String> reachedBy(TokenScope scope) {
        return ENDPOINTS.stream()
                .filter(Endpoint::isResource)
                .filter(endpoint -> scope.allows(endpoint.method(), endpoint.samplePath()))
                .map(Endpoint::toString)
                .collect(Collectors.toSet());
    }

    private static boolean isAboutPeople(String endpoint) {
        return endpoint.contains("/api/users") || endpoint.contains("/api/account") || endpoint.contains("/api/audit");
    }
}
