package dev.longhaul.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.it.client.Caller;
import dev.longhaul.it.client.People;
import dev.longhaul.it.server.OnServers;
import dev.longhaul.it.server.ServerName;
import dev.longhaul.it.server.SharedServer;
import dev.longhaul.launcher.ServerUnderTest;
import dev.longhaul.shop.security.Roles;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in and out, by page and by program, in a real server. */
@OnServers({ServerName.WILDFLY_H2, ServerName.PAYARA_POSTGRESQL})
class SignInIT {

    private final ServerUnderTest server;
    private final Caller nobody;
    private final People people;

    SignInIT(SharedServer shared) {
        this.server = shared.ready();
        this.nobody = Caller.nobody(server);
        this.people = new People(server, ".sign-in");
    }

    @ParameterizedTest
    @ValueSource(strings = {Roles.ADMIN, Roles.IMPORTER, Roles.VIEWER})
    void someone_of_each_role_signs_in_by_page_and_by_program(String role) {
        String user = people.make(role, role);

        assertThat(nobody.signedIn(user, People.PASSWORD).get("/imports").statusCode())
                .isIn(200, 404);
        assertThat(nobody.basic(user, People.PASSWORD).get("/api/imports").statusCode())
                .isIn(200, 404);
    }

    @Test
    void a_browser_that_nobody_knows_is_led_to_the_sign_in_page_and_back() {
        HttpResponse<String> led = nobody.get("/imports/7?page=2");
        assertThat(led.statusCode()).isEqualTo(303);
        assertThat(led.headers().firstValue("Location")).contains("/longhaul/sign-in?return=%2Fimports%2F7%3Fpage%3D2");

        HttpResponse<String> back = nobody.signIn(people.viewer(), People.PASSWORD, "/imports/7?page=2");
        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(back.headers().firstValue("Location")).contains("/longhaul/imports/7?page=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "https://evil.example/", "/\\evil.example", "/imports\r\nX-Split: a"})
    void signing_in_never_leads_to_another_site(String returnPath) {
        HttpResponse<String> answer = nobody.signIn(people.viewer(), People.PASSWORD, returnPath);

        assertThat(answer.headers().firstValue("Location")).contains("/longhaul/imports");
        assertThat(answer.headers().firstValue("X-Split")).isEmpty();
    }

    @Test
    void a_wrong_password_and_an_unknown_name_are_answered_alike() {
        String user = people.viewer();

        HttpResponse<String> wrong = nobody.signIn(user, "not the password", "");
        HttpResponse<String> unknown = nobody.signIn("nobody.sign-in", "not the password", "");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("do not match").doesNotContain("not the password");
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(withoutWhatDiffers(unknown.body(), "nobody.sign-in"))
                .isEqualTo(withoutWhatDiffers(wrong.body(), user));
        assertThat(nobody.basic(user, "not the password").get("/api/imports").statusCode())
                .isEqualTo(401);
    }

    @Test
    void programs_are_asked_for_basic_credentials_by_a_problem_document() {
        HttpResponse<String> answer = nobody.get("/api/imports");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Basic ");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(answer.body()).contains("\"status\":401");
    }

    @Test
    void a_script_whose_sign_in_has_ended_does_not_make_the_browser_ask_for_a_password() {
        HttpResponse<String> answer = nobody.with("Sec-Fetch-Mode", "cors").get("/api/imports");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Form ");
    }

    @Test
    void twenty_bad_passwords_are_slowed_down_and_the_answer_says_for_how_long() {
        Caller guesser = nobody.basic(people.make("guessed", Roles.VIEWER), "not the password");
        HttpResponse<String> last = guesser.get("/api/imports");
        for (int guess = 1; guess < 20; guess++) {
            last = guesser.get("/api/imports");
        }

        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(last.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 30);
        HttpResponse<String> page = nobody.signIn("guessed.sign-in", People.PASSWORD, "");
        assertThat(page.statusCode()).isEqualTo(429);
        assertThat(page.body()).contains("too many bad passwords");
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin:admin", "admin:", "sa:", "root:root", "test:test"})
    void no_usual_password_is_the_right_one(String pair) {
        String[] parts = pair.split(":", 2);

        assertThat(nobody.basic(parts[0], parts[1]).get("/api/users").statusCode())
                .isEqualTo(401);
    }

    @Test
    void signing_out_ends_the_sign_in_and_a_link_cannot_do_it() {
        Caller browser = nobody.signedIn(people.viewer(), People.PASSWORD);

        assertThat(browser.get("/sign-out").statusCode()).isIn(403, 405);
        assertThat(browser.get("/api/imports").statusCode()).isNotEqualTo(401);

        HttpResponse<String> out =
                browser.post("/sign-out", Caller.FORM, Caller.form(Map.of("forgery-token", browser.forgeryToken())));
        assertThat(out.statusCode()).isEqualTo(303);
        assertThat(out.headers().firstValue("Location")).contains("/longhaul/sign-in");
        assertThat(browser.get("/api/imports").statusCode()).isEqualTo(401);
    }

    @Test
    void a_value_brought_along_is_not_adopted_and_an_old_sign_in_ends() {
        String user = people.viewer();
        Caller browser = nobody.signedIn(user, People.PASSWORD);

        HttpResponse<String> again = nobody.signIn(user, People.PASSWORD, "");
        String fixed = "longhaul-sign-in=" + "A".repeat(43);

        assertThat(nobody.with("Cookie", fixed).get("/api/imports").statusCode())
                .isEqualTo(401);
        assertThat(Caller.cookie(again, "longhaul-sign-in")).isNotEqualTo(fixed);
        assertThat(browser.get("/api/imports").statusCode()).isNotEqualTo(401);
    }

    @Test
    void a_disabled_user_is_out_at_the_next_request_by_cookie_and_by_password() {
        String user = people.make("disabled", Roles.VIEWER);
        Caller browser = nobody.signedIn(user, People.PASSWORD);
        Caller program = nobody.basic(user, People.PASSWORD);
        assertThat(program.get("/api/imports").statusCode()).isNotEqualTo(401);

        people.save(user, "{\"roles\":[\"longhaul-viewer\"],\"disabled\":true}");

        assertThat(browser.get("/api/imports").statusCode()).isEqualTo(401);
        assertThat(program.get("/api/imports").statusCode()).isEqualTo(401);
    }

    @Test
    void a_role_taken_away_is_gone_at_the_next_request() {
        String user = people.make("demoted", Roles.ADMIN);
        Caller browser = nobody.signedIn(user, People.PASSWORD);
        assertThat(browser.get("/api/users").statusCode()).isEqualTo(200);

        people.save(user, "{\"roles\":[\"longhaul-viewer\"]}");

        assertThat(browser.get("/api/users").statusCode()).isEqualTo(403);
    }

    @Test
    void cookies_are_for_this_application_no_script_and_no_other_site_and_no_session_is_made() {
        HttpResponse<String> answer = nobody.signIn(people.viewer(), People.PASSWORD, "");

        assertThat(answer.headers().allValues("Set-Cookie")).hasSize(2).allSatisfy(cookie -> assertThat(cookie)
                .startsWith("longhaul-")
                .contains("; Path=/longhaul", "; HttpOnly", "; SameSite=Lax")
                .doesNotContain("Domain="));
        assertThat(nobody.get("/sign-in").body()).doesNotContainIgnoringCase("jsessionid");
    }

    @Test
    void over_tls_cookies_are_secure_and_browsers_are_told_to_stay() throws GeneralSecurityException {
        int port = server.options().httpsPort();
        Caller secure = Caller.at(URI.create("https://127.0.0.1:" + port + "/longhaul/"), trustingClient());

        HttpResponse<String> page = secure.get("/sign-in");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Set-Cookie").orElseThrow()).contains("; Secure");
        assertThat(page.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
    }

    private static String withoutWhatDiffers(String page, String user) {
        return page.replace(user, "").replaceAll("name=\"forgery-token\" value=\"[^\"]+\"", "");
    }

    /** The servers' certificates are made by themselves, for another name. */
    private static HttpClient trustingClient() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustingEverybody()}, new SecureRandom());
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private static final class TrustingEverybody extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
