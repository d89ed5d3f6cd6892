package dev.longhaul.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.it.client.Caller;
import dev.longhaul.it.client.ImportClient;
import dev.longhaul.it.client.People;
import dev.longhaul.it.server.OnServers;
import dev.longhaul.it.server.ServerName;
import dev.longhaul.it.server.SharedServer;
import dev.longhaul.launcher.ServerUnderTest;
import dev.longhaul.shop.security.Roles;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** One's own password, sign-ins and API tokens, and the trail of all that, in a real server. */
@OnServers({ServerName.WILDFLY_H2, ServerName.PAYARA_POSTGRESQL})
class AccountIT {

    private static final String JSON = "application/json";
    private static final String OTHER_PASSWORD = "another one for tests";
    private static final Pattern CREATED = Pattern.compile("id=\"created-token\">(lh_[A-Za-z0-9_-]{43})<");

    private final ServerUnderTest server;
    private final Caller nobody;
    private final People people;

    AccountIT(SharedServer shared) {
        this.server = shared.ready();
        this.nobody = Caller.nobody(server);
        this.people = new People(server, ".account");
    }

    @Test
    void who_has_a_temporary_password_can_do_nothing_but_change_it() {
        String user = "first.account";
        people.save(user, "{\"password\":\"" + People.FIRST_PASSWORD + "\",\"roles\":[\"longhaul-admin\"]}");
        Caller program = nobody.basic(user, People.FIRST_PASSWORD);
        Caller browser = nobody.signedIn(user, People.FIRST_PASSWORD);

        for (String path : List.of("/api/imports", "/api/users", "/api/account", "/api/audit", "/api/products.csv")) {
            assertThat(program.get(path).statusCode()).as(path).isEqualTo(403);
            assertThat(browser.get(path).statusCode()).as(path).isEqualTo(403);
        }
        assertThat(program.get("/api/imports").body()).contains("/api/account/password");
        assertThat(program.post("/api/imports", "text/csv", "sku,name\n1,a\n").statusCode())
                .isEqualTo(403);
        HttpResponse<String> led = browser.get("/imports");
        assertThat(led.statusCode()).isEqualTo(303);
        assertThat(led.headers().firstValue("Location")).contains("/longhaul/account");
        assertThat(browser.get("/account").body()).contains("password-form").doesNotContain("token-form");
        assertThat(post(browser, "/account/tokens", Map.of("name", "x", "scope", "read", "days", "1"))
                        .statusCode())
                .isEqualTo(403);

        assertThat(program.changePassword("not the one", OTHER_PASSWORD).statusCode())
                .isEqualTo(403);
        assertThat(program.changePassword(People.FIRST_PASSWORD, "password1234").statusCode())
                .isEqualTo(422);
        assertThat(program.changePassword(People.FIRST_PASSWORD, People.FIRST_PASSWORD)
                        .statusCode())
                .isEqualTo(422);
        assertThat(program.changePassword(People.FIRST_PASSWORD, OTHER_PASSWORD).statusCode())
                .isEqualTo(204);

        assertThat(browser.get("/api/imports").statusCode()).isEqualTo(401);
        assertThat(nobody.basic(user, OTHER_PASSWORD).get("/api/users").statusCode())
                .isEqualTo(200);
    }

    @Test
    void changing_the_own_password_on_the_page_ends_all_other_sign_ins() {
        String user = people.make("change", Roles.VIEWER);
        Caller here = nobody.signedIn(user, People.PASSWORD);
        Caller elsewhere = nobody.signedIn(user, People.PASSWORD);

        HttpResponse<String> common = change(here, People.PASSWORD, "aaaaaaaaaaaa");
        assertThat(common.statusCode()).isEqualTo(422);
        assertThat(common.body()).contains("a guesser tries").doesNotContain("aaaaaaaaaaaa");
        assertThat(change(here, "not the one", OTHER_PASSWORD).statusCode()).isEqualTo(422);
        assertThat(elsewhere.get("/api/imports").statusCode()).isEqualTo(200);

        assertThat(change(here, People.PASSWORD, OTHER_PASSWORD).statusCode()).isEqualTo(303);

        assertThat(elsewhere.get("/api/imports").statusCode()).isEqualTo(401);
        assertThat(here.get("/api/imports").statusCode()).isEqualTo(200);
        assertThat(nobody.basic(user, People.PASSWORD).get("/api/imports").statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_user_sees_and_ends_their_own_sign_ins_and_no_others() {
        String user = people.make("sign-ins", Roles.IMPORTER);
        Caller stranger = nobody.signedIn(people.make("stranger", Roles.IMPORTER), People.PASSWORD);
        Caller here = nobody.signedIn(user, People.PASSWORD);
        Caller elsewhere = nobody.signedIn(user, People.PASSWORD);

        String list = here.get("/api/account/sign-ins").body();
        assertThat(list).contains("\"address\":\"127.0.0.1\"").doesNotContain("stranger");
        String other = otherSignIn(list);
        assertThat(delete(stranger, "/api/account/sign-ins/" + other).statusCode())
                .isEqualTo(404);
        assertThat(delete(here, "/api/account/sign-ins/" + other).statusCode()).isEqualTo(204);
        assertThat(elsewhere.get("/api/imports").statusCode()).isEqualTo(401);

        Caller third = nobody.signedIn(user, People.PASSWORD);
        post(here, "/account/ended-sign-ins", Map.of("id", "others"));
        assertThat(third.get("/api/imports").statusCode()).isEqualTo(401);
        assertThat(here.get("/api/imports").statusCode()).isEqualTo(200);
        assertThat(stranger.get("/api/imports").statusCode()).isEqualTo(200);
    }

    @Test
    void a_token_does_what_its_scope_names_and_never_more_than_its_user() {
        String user = people.make("tokens", Roles.IMPORTER);
        Caller browser = nobody.signedIn(user, People.PASSWORD);
        Matcher shown = CREATED.matcher(
                post(browser, "/account/tokens", Map.of("name", "nightly", "scope", "import", "days", "30"))
                        .body());
        assertThat(shown.find()).isTrue();
        Caller importing = nobody.bearer(shown.group(1));
        Caller reading = nobody.bearer(create(nobody.basic(user, People.PASSWORD), "read"));
        Caller auditing = nobody.bearer(create(nobody.basic(user, People.PASSWORD), "audit"));

        assertThat(browser.get("/account").body()).contains("nightly").doesNotContain(shown.group(1));
        assertThat(reading.get("/api/imports").statusCode()).isEqualTo(200);
        assertThat(start(reading).statusCode()).isEqualTo(403);
        assertThat(start(importing).statusCode()).isEqualTo(202);
        for (Caller caller : List.of(importing, reading)) {
            assertThat(caller.get("/api/users").statusCode()).isEqualTo(403);
            assertThat(caller.get("/api/audit").statusCode()).isEqualTo(403);
            assertThat(caller.get("/api/account/tokens").statusCode()).isEqualTo(403);
            assertThat(caller.changePassword(People.PASSWORD, OTHER_PASSWORD).statusCode())
                    .isEqualTo(403);
        }
        assertThat(auditing.get("/api/audit").statusCode()).isEqualTo(403);
        assertThat(importing.get("/imports").statusCode()).isEqualTo(303);
        assertThat(importing
                        .with("Origin", "http://evil.example")
                        .post("/api/imports", "text/csv", "a")
                        .statusCode())
                .isEqualTo(403);
        assertThat(nobody.bearer("lh_" + "A".repeat(43)).get("/api/imports").statusCode())
                .isEqualTo(401);

        people.save(user, "{\"roles\":[\"longhaul-viewer\"]}");
        assertThat(start(importing).statusCode()).isEqualTo(403);
        people.save(user, "{\"roles\":[\"longhaul-viewer\"],\"disabled\":true}");
        assertThat(reading.get("/api/imports").statusCode()).isEqualTo(401);
    }

    @Test
    void a_revoked_token_is_refused_at_the_next_request() {
        Caller basic = nobody.basic(people.make("revoked", Roles.VIEWER), People.PASSWORD);
        Caller token = nobody.bearer(create(basic, "read"));
        assertThat(token.get("/api/imports").statusCode()).isEqualTo(200);

        String id = basic.get("/api/account/tokens").body().replaceFirst("(?s).*\"id\":\"([^\"]+)\".*", "$1");
        assertThat(basic.send("DELETE", "/api/account/tokens/" + id, "", "").statusCode())
                .isEqualTo(204);

        assertThat(token.get("/api/imports").statusCode()).isEqualTo(401);
    }

    @Test
    void a_body_that_is_not_exactly_as_described_changes_nothing() {
        Caller admin = Caller.admin(server);
        String user = people.make("strict", Roles.VIEWER);
        String roles = "{\"roles\":[\"longhaul-viewer\"]";

        for (String body : List.of(
                roles + ",\"disabled\":\"true\"}",
                roles + ",\"disable\":true}",
                roles + ",\"roles\":[\"longhaul-admin\"]}",
                roles + ",\"email\":" + "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_001),
                roles + ",\"email\":" + "9".repeat(60_000) + "}",
                roles + "} trailing",
                "[".repeat(20_000))) {
            HttpResponse<String> answer = admin.send("PUT", "/api/users/" + user, JSON, body);
            assertThat(answer.statusCode())
                    .as(body.substring(0, Math.min(80, body.length())))
                    .isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/problem+json");
        }
        assertThat(admin.send("PUT", "/api/users/" + user, "application/xml", "<user/>")
                        .statusCode())
                .isEqualTo(415);

        people.save(user, roles + ",\"disabled\":true}");
        people.save(user, roles + "}");
        assertThat(nobody.basic(user, People.PASSWORD).get("/api/imports").statusCode())
                .isEqualTo(401);
    }

    @Test
    void what_a_session_does_is_in_the_trail_for_administrators_alone() {
        Caller admin = Caller.admin(server);
        String user = people.make("audited", Roles.IMPORTER);
        nobody.basic(user, "not the password").get("/api/imports");
        Caller browser = nobody.signedIn(user, People.PASSWORD);
        String token = browser.forgeryToken();
        HttpResponse<String> started = start(browser.with("X-Forgery-Token", token));
        String run = started.headers().firstValue("Location").orElseThrow().replaceFirst(".*/", "");
        ImportClient client = new ImportClient(server, user, People.PASSWORD);
        client.ended(run);
        client.rejects(run);
        client.get("products.csv");
        people.save(user, "{\"roles\":[\"longhaul-viewer\"]}");
        post(browser, "/sign-out", Map.of());

        List<JsonObject> lines = Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> audit(admin, "?user=" + user), found -> found.stream()
                        .anyMatch(line -> line.getString("action").equals("signed-out")));
        assertThat(lines)
                .extracting(line -> line.getString("action"))
                .containsSubsequence(
                        "password-changed",
                        "sign-in-failed",
                        "signed-in",
                        "import-started",
                        "rejects-downloaded",
                        "catalogue-downloaded",
                        "signed-out");
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.getString("address")).isEqualTo("127.0.0.1");
            assertThat(line.getString("node")).isNotEmpty();
            assertThat(line.toString()).doesNotContain(People.PASSWORD);
        });
        assertThat(lines)
                .filteredOn(line -> line.getString("action").equals("import-started"))
                .extracting(line -> line.getString("subject"))
                .containsExactly(run);
        assertThat(audit(admin, "?action=user-changed&after=" + lines.get(0).getInt("id")))
                .anyMatch(line -> line.getString("user").equals("admin")
                        && line.getString("subject").equals(user));

        assertThat(Caller.adminSignedIn(server).get("/audit?user=" + user).body())
                .contains("Started an import", run, "127.0.0.1");
        Caller importer = nobody.basic(people.importer(), People.PASSWORD);
        assertThat(importer.get("/api/audit").statusCode()).isEqualTo(403);
        assertThat(nobody.signedIn(people.viewer(), People.PASSWORD)
                        .get("/audit")
                        .statusCode())
                .isEqualTo(403);
        assertThat(admin.get("/api/audit?limit=1000000").statusCode()).isEqualTo(400);
        assertThat(admin.get("/api/audit?from=yesterday").statusCode()).isEqualTo(400);
    }

    private static List<JsonObject> audit(Caller admin, String query) {
        HttpResponse<String> answer = admin.get("/api/audit" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/x-ndjson");
        return answer.body().lines().map(ImportClient::parse).toList();
    }

    private static String create(Caller basic, String scope) {
        HttpResponse<String> answer =
                basic.post("/api/account/tokens", JSON, "{\"name\":\"test\",\"scope\":\"" + scope + "\",\"days\":1}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return ImportClient.parse(answer.body()).getString("token");
    }

    private static HttpResponse<String> start(Caller caller) {
        return caller.post("/api/imports?fileName=account.csv", "text/csv", "sku,name\nACCOUNT-1,Lamp\n,broken\n");
    }

    private static HttpResponse<String> change(Caller browser, String current, String wanted) {
        return post(browser, "/account/password", Map.of("current", current, "new", wanted, "again", wanted));
    }

    private static HttpResponse<String> post(Caller browser, String path, Map<String, String> fields) {
        return browser.with("X-Forgery-Token", browser.forgeryToken()).post(path, Caller.FORM, Caller.form(fields));
    }

    private static HttpResponse<String> delete(Caller browser, String path) {
        return browser.with("X-Forgery-Token", browser.forgeryToken()).send("DELETE", path, "", "");
    }

    private static String otherSignIn(String list) {
        Matcher each = Pattern.compile("\\{[^}]*}").matcher(list);
        while (each.find()) {
            JsonObject signIn = ImportClient.parse(each.group());
            if (!signIn.getBoolean("current")) {
                return signIn.getString("id");
            }
        }
        throw new AssertionError("no other sign-in in " + list);
    }
}
