package dev.longhaul.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.it.client.Caller;
import dev.longhaul.it.client.People;
import dev.longhaul.it.client.TrustingClient;
import dev.longhaul.it.server.OnServers;
import dev.longhaul.it.server.ServerName;
import dev.longhaul.it.server.SharedServer;
import dev.longhaul.launcher.ServerUnderTest;
import dev.longhaul.shop.security.Roles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
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
    void a_crowd_that_guesses_is_slowed_down_and_the_user_gets_in_at_once_or_after_some_seconds() {
        String user = people.make("guessed", Roles.VIEWER);
        HttpResponse<String> signedIn = nobody.signIn(user, People.PASSWORD, "");
        // each guess comes from an address of its own, by a proxy that this server trusts
        List<HttpResponse<String>> guesses = atOnce(20, number -> nobody.with("X-Forwarded-For", "198.51.100." + number)
                .basic(user, "not the password")
                .get("/api/imports"));

        assertThat(guesses).extracting(HttpResponse::statusCode).contains(401, 429);
        assertThat(guesses.stream().filter(answer -> answer.statusCode() == 401))
                .hasSizeLessThan(15);
        HttpResponse<String> sentAway = guesses.stream()
                .filter(answer -> answer.statusCode() == 429)
                .findFirst()
                .orElseThrow();
        assertThat(retryAfter(sentAway)).isBetween(1, 120);

        // a known browser, then a known address of a program: at once
        long start = System.nanoTime();
        assertThat(nobody.with("X-Forwarded-For", "203.0.113.1")
                        .knownBy(signedIn)
                        .signIn(user, People.PASSWORD, "")
                        .statusCode())
                .isEqualTo(303);
        assertThat(nobody.basic(user, People.PASSWORD).get("/api/imports").statusCode())
                .isNotIn(401, 429);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));

        // a new browser: its turn comes, however many strangers stand before it
        Caller newBrowser = nobody.with("X-Forwarded-For", "203.0.113.2");
        HttpResponse<String> first = newBrowser.signIn(user, People.PASSWORD, "");
        assertThat(first.statusCode()).isIn(303, 429);
        if (first.statusCode() == 429) {
            assertThat(first.body()).contains("too many bad passwords");
            Awaitility.await()
                    .pollDelay(Duration.ofSeconds(retryAfter(first)))
                    .atMost(Duration.ofSeconds(retryAfter(first) + 15L))
                    .until(() -> newBrowser.signIn(user, People.PASSWORD, "").statusCode() == 303);
        }
    }

    @Test
    void what_a_stranger_says_about_itself_is_not_believed() throws IOException {
        String request = String.join(
                "\r\n",
                "GET /longhaul/sign-in HTTP/1.1",
                "Host: 127.0.0.1",
                "Connection: close",
                "X-Forwarded-Proto: https",
                "X-Forwarded-For: 203.0.113.9",
                "Forwarded: proto=https",
                "",
                "");

        // the servers trust 127.0.0.1
        assertThat(exchange("127.0.0.1", request)).contains("__Host-longhaul-form=", "Strict-Transport-Security");
        assertThat(exchange("127.0.0.2", request))
                .contains("longhaul-form=")
                .doesNotContain("__Host-", "; Secure", "Strict-Transport-Security");
    }

    @Test
    void a_forged_host_appears_in_no_answer() throws IOException {
        String credentials = Base64.getEncoder()
                .encodeToString((people.importer() + ":" + People.PASSWORD).getBytes(StandardCharsets.UTF_8));
        String file = "sku,name,price\nforged-host-1,Forged,1.00\n";

        String answer = exchange(
                "127.0.0.1",
                "POST /longhaul/api/imports?fileName=forged-host.csv HTTP/1.1\r\nHost: evil.example\r\n"
                        + "X-Forwarded-Host: evil.example\r\nConnection: close\r\nAuthorization: Basic " + credentials
                        + "\r\nContent-Type: text/csv\r\nContent-Length: " + file.length() + "\r\n\r\n" + file);

        assertThat(answer).startsWith("HTTP/1.1 202").containsIgnoringCase("\r\nLocation: /longhaul/api/imports/");
        assertThat(answer).doesNotContain("evil.example");
        for (String path : List.of("", "/", "/assets", "/imports", "/unheard-of", "/api", "/api/unheard-of")) {
            assertThat(exchange(
                            "127.0.0.2",
                            "GET /longhaul" + path + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                    .as(path)
                    .startsWith("HTTP/1.1 ")
                    .doesNotContain("evil.example");
        }
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

        assertThat(answer.headers().allValues("Set-Cookie")).hasSize(3).allSatisfy(cookie -> assertThat(cookie)
                .startsWith("longhaul-")
                .contains("; Path=/longhaul", "; HttpOnly", "; SameSite=Lax")
                .doesNotContain("Domain="));
        assertThat(nobody.get("/sign-in").body()).doesNotContainIgnoringCase("jsessionid");
    }

    @Test
    void over_tls_cookies_are_secure_and_browsers_are_told_to_stay() {
        int port = server.options().httpsPort();
        Caller secure = Caller.at(URI.create("https://127.0.0.1:" + port + "/longhaul/"), TrustingClient.create());

        HttpResponse<String> page = secure.get("/sign-in");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("__Host-longhaul-form=")
                .contains("; Path=/; Secure");
        assertThat(page.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
    }

    /** What the server answers to bytes from this address of this machine. */
    private String exchange(String from, String request) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), server.options().httpPort()));
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static <T> List<T> atOnce(int count, IntFunction<T> each) {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            return IntStream.range(0, count)
                    .mapToObj(number -> CompletableFuture.supplyAsync(() -> each.apply(number), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private static int retryAfter(HttpResponse<?> answer) {
        return Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow());
    }

    private static String withoutWhatDiffers(String page, String user) {
        return page.replace(user, "").replaceAll("name=\"forgery-token\" value=\"[^\"]+\"", "");
    }
}
