package dev.longhaul;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.testing.Endpoint;
import dev.longhaul.testing.Endpoints;
import dev.longhaul.testing.WebXml;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares what the application declares with who may call it; both are read from the build, so nothing can be left
 * out.
 */
class AccessRulesTest {

    private static final Set<String> PUBLIC =
            Set.of("GET /sign-in", "HEAD /sign-in", "POST /sign-in", "GET /health", "HEAD /health");
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE");

    /** Reading the classes takes a while, and they do not change. */
    private static final List<Endpoint> ENDPOINTS = Endpoints.all();

    private final WebXml webXml = WebXml.read();

    static List<Endpoint> endpoints() {
        return ENDPOINTS;
    }

    static Stream<Endpoint> resources() {
        return endpoints().stream().filter(Endpoint::isResource);
    }

    @Test
    void the_application_declares_endpoints_of_each_kind() {
        assertThat(endpoints()).extracting(Endpoint::toString).contains("POST /sign-in", "PUT /api/users/{name}");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void every_endpoint_has_a_rule(Endpoint endpoint) {
        assertThat(webXml.rolesFor(endpoint.method(), endpoint.samplePath()))
                .as("roles of web.xml for %s", endpoint)
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void only_signing_in_and_the_health_check_are_public(Endpoint endpoint) {
        boolean isPublic =
                webXml.rolesFor(endpoint.method(), endpoint.samplePath()).contains("public");

        assertThat(isPublic).as("%s is public", endpoint).isEqualTo(PUBLIC.contains(endpoint.toString()));
    }

    @ParameterizedTest
    @MethodSource("resources")
    void a_resource_method_is_annotated_with_the_roles_that_web_xml_names(Endpoint endpoint) {
        assertThat(endpoint.roles())
                .as("@RolesAllowed of %s", endpoint)
                .isEqualTo(webXml.rolesFor(endpoint.method(), endpoint.samplePath()));
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void a_method_that_no_endpoint_of_the_url_has_is_denied(Endpoint endpoint) {
        Set<String> declared = endpoints().stream()
                .filter(other -> covers(other, endpoint))
                .map(Endpoint::method)
                .collect(Collectors.toSet());

        assertThat(METHODS)
                .filteredOn(method -> !declared.contains(method))
                .filteredOn(method -> !(method.equals("HEAD") && declared.contains("GET")))
                .allSatisfy(method -> assertThat(webXml.rolesFor(method, endpoint.samplePath()))
                        .as("%s %s", method, endpoint.path())
                        .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/unheard-of", "/error", "/api", "/api/unheard-of", "/sign-in/x", "/WEB-INF/web.xml"})
    void what_is_not_declared_is_denied(String path) {
        assertThat(webXml.deniesUncoveredMethods()).isTrue();
        assertThat(METHODS)
                .allSatisfy(method -> assertThat(webXml.rolesFor(method, path)).isEmpty());
    }

    /** url-patterns know no templates, so the resources below one name share their rule. */
    private static boolean covers(Endpoint other, Endpoint endpoint) {
        String prefix = other.path().replaceFirst("(/\\{.*|\\*)$", "");
        return endpoint.path().equals(other.path())
                || (!prefix.equals(other.path()) && endpoint.path().startsWith(prefix));
    }
}
