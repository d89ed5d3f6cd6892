package dev.longhaul.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.it.client.Caller;
import dev.longhaul.it.client.People;
import dev.longhaul.it.server.OnServers;
import dev.longhaul.it.server.ServerName;
import dev.longhaul.it.server.SharedServer;
import dev.longhaul.launcher.ServerUnderTest;
import dev.longhaul.testing.Endpoint;
import dev.longhaul.testing.Endpoints;
import dev.longhaul.testing.WebXml;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks on what is reachable, in a real server; the endpoints are those that the build declares. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // making users and signing them in is slow on purpose
@OnServers({ServerName.WILDFLY_H2, ServerName.PAYARA_POSTGRESQL})
@SuppressWarnings("NullAway.Init") // before each server
class AccessIT {

    private static final List<Endpoint> ENDPOINTS = Endpoints.all();
    /** An upload that is right in everything but its token. */
    private static final String MULTIPART = String.join(
            "\r\n",
            "--x",
            "Content-Disposition: form-data; name=\"forgery-token\"",
            "",
            "wrong",
            "--x",
            "Content-Disposition: form-data; name=\"file\"; filename=\"forged.csv\"",
            "Content-Type: text/csv",
            "",
            "sku,name,price",
            "forged-1,Forged,1.00",
            "--x--",
            "");

    @Parameter
    SharedServer shared;

    private Caller nobody;
    private Caller admin;
    private Caller viewer;
    private Caller viewersBrowser;
    private Caller importer;
    private Caller importersBrowser;

    @BeforeParameterizedClassInvocation
    void sign_everybody_in() {
        ServerUnderTest server = shared.ready();
        People people = new People(server, ".access");
        String viewerName = people.viewer();
        String importerName = people.importer();
        nobody = Caller.nobody(server);
        admin = Caller.admin(server);
        viewer = nobody.basic(viewerName, People.PASSWORD);
        viewersBrowser = nobody.signedIn(viewerName, People.PASSWORD);
        importer = nobody.basic(importerName, People.PASSWORD);
        importersBrowser = nobody.signedIn(importerName, People.PASSWORD);
    }

    static Stream<Endpoint> guarded() {
        WebXml webXml = WebXml.read();
        return ENDPOINTS.stream().filter(endpoint -> !webXml.rolesFor(endpoint.method(), endpoint.samplePath())
                .contains("public"));
    }

    static Stream<Endpoint> all() {
        return ENDPOINTS.stream();
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void nobody_gets_anything_from_any_endpoint(Endpoint endpoint) {
        Caller forger = nobody.with("Cookie", "longhaul-sign-in=" + "A".repeat(43));

        for (Caller caller : List.of(nobody, forger)) {
            HttpResponse<String> answer = caller.send(endpoint.method(), endpoint.samplePath(), "", "");
            if (answer.statusCode() == 303) {
                assertThat(answer.headers().firstValue("Location").orElseThrow())
                        .startsWith("/longhaul/sign-in");
            } else {
                assertThat(answer.statusCode()).isIn(401, 403);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void someone_without_the_role_gets_nothing_either(Endpoint endpoint) {
        Set<String> allowed = WebXml.read().rolesFor(endpoint.method(), endpoint.samplePath());
        if (allowed.contains("longhaul-viewer") || allowed.contains("**")) {
            return;
        }
        HttpResponse<String> answer = viewersBrowser
                .with("X-Forgery-Token", viewersBrowser.forgeryToken())
                .send(endpoint.method(), endpoint.samplePath(), "", "");

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @MethodSource("all")
    void methods_that_nobody_uses_are_refused_even_to_an_administrator(Endpoint endpoint) {
        for (String method : List.of("TRACE", "OPTIONS", "PATCH", "LONGHAUL", "get", "post")) {
            assertThat(admin.send(method, endpoint.samplePath(), "", "").statusCode())
                    .as("%s %s", method, endpoint.path())
                    .isIn(405, 501);
        }
        HttpResponse<String> overridden = admin.with("X-HTTP-Method-Override", "DELETE")
                .with("X-Method-Override", "DELETE")
                .get("/api/users");
        assertThat(overridden.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/users;jsessionid=1",
                "/api;x=1/users",
                "//api/users",
                "/api//users",
                "/api/users/.",
                "/api/./users",
                "/api/users/..;/users",
                "/assets/../api/users",
                "/assets/%2e%2e/api/users",
                "/assets/..%2fapi/users",
                "/assets/..;/api/users",
                "/sign-in/../api/users",
                "/api%2fusers",
                "/api/users%00",
                "/api/users%2f",
                "/API/users",
                "/api/Users",
                "/WEB-INF/web.xml",
                "/assets/../WEB-INF/web.xml",
                "/WEB-INF/pages/sign-in.jsp",
                "/META-INF/MANIFEST.MF",
                "/error",
                "/api/application.wadl"
            })
    void no_spelling_of_a_path_opens_it(String path) {
        for (Caller caller : List.of(nobody, viewer)) {
            HttpResponse<String> answer = caller.get(path);
            assertThat(answer.statusCode()).as("%s", answer.headers()).isNotEqualTo(200);
            assertThat(answer.body()).doesNotContain("\"roles\"", "web-app", "Manifest-Version");
        }
    }

    @Test
    void an_encoded_letter_opens_nothing_that_the_letter_does_not() {
        // Payara matches the path as it was sent, so there the last rule answers, which asks nobody to sign in
        assertThat(nobody.get("/api/%75sers").statusCode()).isIn(401, 403);
        assertThat(viewer.get("/api/%75sers").statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "application/x-www-form-urlencoded,-,-",
                "application/x-www-form-urlencoded,Origin,null",
                "application/x-www-form-urlencoded,Origin,http://evil.example",
                "application/x-www-form-urlencoded,Sec-Fetch-Site,cross-site",
                "application/x-www-form-urlencoded,Sec-Fetch-Site,same-site",
                "text/plain,-,-",
                "multipart/form-data; boundary=x,-,-",
                "multipart/form-data; boundary=x,Origin,null"
            })
    void a_forged_post_with_the_victims_cookie_does_nothing(String type, String header, String value) {
        Caller victim = importersBrowser;
        Caller forged = header == null ? victim : victim.with(header, value);
        // whoever comes from elsewhere gets no further even with the right token
        String token = header == null ? "" : victim.forgeryToken();
        String body = type.startsWith("multipart") ? MULTIPART : Caller.form(Map.of("forgery-token", token));

        for (String path : List.of("/sign-out", "/imports", "/api/imports", "/imports/7/cancellation")) {
            assertThat(forged.post(path, type, body).statusCode()).as(path).isEqualTo(403);
        }
        assertThat(victim.get("/api/imports").statusCode()).isNotEqualTo(401);
    }

    @Test
    void a_browsers_basic_credentials_do_not_serve_another_site() {
        assertThat(importer.with("Origin", "http://evil.example")
                        .post("/api/imports", "text/csv", "a")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void the_sign_in_form_of_another_site_signs_nobody_in() {
        String form = Caller.form(Map.of("user", "viewer.access", "password", People.PASSWORD));

        assertThat(nobody.post("/sign-in", Caller.FORM, form).statusCode()).isEqualTo(403);
        assertThat(nobody.with("Origin", "null")
                        .post("/sign-in", Caller.FORM, form)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_body_on_get_is_refused() {
        assertThat(nobody.send("GET", "/sign-in", "multipart/form-data; boundary=x", MULTIPART)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void no_foreign_site_may_read_an_answer() {
        HttpResponse<String> answer =
                admin.with("Origin", "http://evil.example").get("/api/users");

        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sign-in",
                "/imports",
                "/imports/unheard-of",
                "/api/imports",
                "/api/unheard-of",
                "/unheard-of",
                "/assets/pico.min.css",
                "/assets/unheard-of",
                "/health",
                "/imports/%2e"
            })
    void every_answer_carries_the_headers_that_protect_it(String path) {
        for (Caller caller : List.of(nobody, admin)) {
            HttpResponse<String> answer = caller.get(path);
            assertThat(header(answer, "Content-Security-Policy"))
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(answer, "Referrer-Policy")).isEqualTo("same-origin");
            assertThat(header(answer, "Cache-Control")).containsAnyOf("no-store", "no-cache");
            assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by", "Server", "X-Powered-By");
        }
    }

    @Test
    void an_error_says_nothing_of_how_the_server_is_made() {
        for (HttpResponse<String> answer : List.of(
                admin.get("/api/unheard-of"),
                admin.get("/unheard-of"),
                admin.send("PUT", "/api/users/x", "application/json", "{\"roles\":[1"),
                admin.send("PUT", "/api/users/x", "application/json", "[]"),
                admin.send("PUT", "/api/users/x", "application/json", ""),
                admin.send("PUT", "/api/users/x", "application/xml", "<x/>"))) {
            assertThat(answer.statusCode()).isBetween(400, 499);
            assertThat(answer.body())
                    .doesNotContain("Exception", "at dev.", "at org.", "jakarta.", "RESTEASY", "Jersey", "SELECT");
        }
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
