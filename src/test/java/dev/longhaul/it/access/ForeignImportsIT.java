package dev.longhaul.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.it.client.Caller;
import dev.longhaul.it.client.ImportClient;
import dev.longhaul.it.client.People;
import dev.longhaul.it.server.OnServers;
import dev.longhaul.it.server.ServerName;
import dev.longhaul.it.server.SharedServer;
import dev.longhaul.launcher.ServerUnderTest;
import dev.longhaul.testing.Endpoint;
import dev.longhaul.testing.Endpoints;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Attacks of one user on another: by the id of an import, and by what a file holds. */
@OnServers({ServerName.WILDFLY_H2, ServerName.PAYARA_POSTGRESQL})
class ForeignImportsIT {

    private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";
    private static final String UUID_PATTERN = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final String TAG = "<img src=x onerror=alert(1)>";
    private static final String ESCAPED = "&lt;img src=x onerror=alert(1)&gt;";
    private static final String EXPRESSION = "${7*7}";
    private static final String HOSTILE = "sku,name,price,colour," + TAG + "\nhostile-1," + TAG + ",1.00," + EXPRESSION
            + ",a\nhostile-2,Lamp," + TAG + ",b,c\n";

    private final ServerUnderTest server;
    private final ImportClient admin;

    ForeignImportsIT(SharedServer shared) {
        server = shared.ready();
        admin = ImportClient.ofAdmin(server);
    }

    @Test
    void an_import_of_another_user_is_answered_like_one_that_does_not_exist() {
        String foreign = admin.accepted(admin.upload("foreign.csv", "sku,name,price\nforeign-1,Lamp,cheap\n"));
        admin.ended(foreign);
        String importer = new People(server, ".foreign").importer();
        Caller program = Caller.nobody(server).basic(importer, People.PASSWORD);
        Caller browser = Caller.nobody(server).signedIn(importer, People.PASSWORD);
        browser = browser.with("X-Forgery-Token", browser.forgeryToken());

        List<Endpoint> ofOneImport = Endpoints.all().stream()
                .filter(endpoint -> endpoint.path().startsWith("/api/imports/{id}"))
                .toList();
        assertThat(ofOneImport).hasSizeGreaterThan(8);
        for (Endpoint endpoint : ofOneImport) {
            assertUnknown(program, endpoint.method(), endpoint.path(), foreign);
        }
        assertUnknown(program, "GET", "/events/imports/{id}", foreign);
        for (String part : List.of("", "/status", "/undo", "/rejects.csv")) {
            assertUnknown(browser, "GET", "/imports/{id}" + part, foreign);
        }
        for (String part : List.of("/cancellation", "/resumption", "/forced-end", "/undo")) {
            assertUnknown(browser, "POST", "/imports/{id}" + part, foreign);
        }
        assertThat(program.get("/api/imports").body()).doesNotContain(foreign);
        assertThat(browser.get("/imports").body()).doesNotContain(foreign);
    }

    private static void assertUnknown(Caller caller, String method, String path, String foreign) {
        HttpResponse<String> answer = send(caller, method, path, foreign);

        assertThat(answer.statusCode()).as("%s %s", method, path).isEqualTo(404);
        assertThat(withoutIds(answer))
                .as("%s %s", method, path)
                .isEqualTo(withoutIds(send(caller, method, path, UNKNOWN)));
    }

    /** An error has an id of its own, too. */
    private static String withoutIds(HttpResponse<String> answer) {
        return answer.body().replaceAll(UUID_PATTERN, "id");
    }

    private static HttpResponse<String> send(Caller caller, String method, String path, String id) {
        String url = path.replace("{id}", id).replaceAll("\\{[^}]*}", UNKNOWN);
        return caller.send(method, url, "", "");
    }

    @Test
    void what_a_file_holds_is_text_on_every_page_and_never_markup_or_an_expression() {
        Caller browser = Caller.adminSignedIn(server);
        String id = admin.accepted(admin.upload(TAG + EXPRESSION + ".csv", HOSTILE));
        admin.ended(id);
        String staged = browser.post("/imports/files", "multipart/form-data; boundary=x", form(browser.forgeryToken()))
                .headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceFirst("^/longhaul", "");

        for (String path : List.of("/imports", "/imports/" + id, "/imports/" + id + "/status", staged)) {
            HttpResponse<String> page = browser.get(path);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.body()).as(path).contains(ESCAPED).doesNotContain("<img");
        }
        assertThat(browser.get("/imports").body()).contains(ESCAPED + EXPRESSION);
        assertThat(browser.get(staged).body()).contains(EXPRESSION);

        // other tests on this server count the files that belong to no import
        assertThat(browser.post(
                                staged + "/removal",
                                "application/x-www-form-urlencoded",
                                Caller.form(Map.of("forgery-token", browser.forgeryToken())))
                        .statusCode())
                .isEqualTo(303);
    }

    private static String form(String token) {
        return "--x\r\nContent-Disposition: form-data; name=\"forgery-token\"\r\n\r\n" + token
                + "\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + TAG + ".csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\n" + HOSTILE + "\r\n--x--\r\n";
    }
}
