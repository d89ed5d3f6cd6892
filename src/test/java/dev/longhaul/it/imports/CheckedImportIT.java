package dev.longhaul.it.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.it.browser.Browser;
import dev.longhaul.it.client.Caller;
import dev.longhaul.it.client.FirstAdministrator;
import dev.longhaul.it.client.GeneratedProducts;
import dev.longhaul.it.client.ImportClient;
import dev.longhaul.it.client.People;
import dev.longhaul.it.server.OnServers;
import dev.longhaul.it.server.ServerName;
import dev.longhaul.it.server.SharedServer;
import dev.longhaul.launcher.ServerUnderTest;
import dev.longhaul.shop.security.Roles;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** From a check to the import of exactly the checked file, and who may stop an import, by page and by program. */
@OnServers({ServerName.WILDFLY_H2, ServerName.PAYARA_H2})
class CheckedImportIT {

    private static final String FILE = "sku,name,price\nAPPLY-1,Lamp,1.00\nAPPLY-2,Chair,cheap\n";

    private final ServerUnderTest server;

    CheckedImportIT(SharedServer shared) {
        this.server = shared.ready();
    }

    @Test
    void the_checked_file_is_imported_and_any_other_is_refused_by_name_of_both_digests() {
        ImportClient client = ImportClient.ofAdmin(server);
        String sha256 = ImportClient.json(post(client, "import-checks?fileName=a.csv", FILE))
                .getString("sha256");

        HttpResponse<String> other =
                post(client, "imports?fileName=a.csv&sha256=" + sha256, FILE + "APPLY-3,Sofa,2.00\n");
        HttpResponse<String> none = post(client, "imports?fileName=a.csv&sha256=short", FILE);
        JsonObject exact = client.ended(client.accepted(post(client, "imports?fileName=a.csv&sha256=" + sha256, FILE)));

        assertThat(other.statusCode()).isEqualTo(412);
        assertThat(other.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(other.body()).contains(sha256).containsPattern("has the SHA-256 [0-9a-f]{64},");
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(exact.getString("status")).isEqualTo("SUCCEEDED");
        assertThat(exact.getJsonObject("counts").getInt("failed")).isEqualTo(1);
    }

    @Test
    void the_page_imports_exactly_the_checked_file_once_with_script_and_without() throws IOException {
        Path directory = Files.createTempDirectory(Path.of("target"), "page-");
        Path file = Files.writeString(directory.resolve("page-apply.csv"), FILE);
        try (Browser browser = Browser.withScript(server)) {
            browser.signIn();
            browser.check(file);
            String check = browser.address();
            browser.picture("checked-apply");
            browser.click(By.id("import"));

            browser.seeState("succeeded-with-rejects");
            String run = browser.address();
            assertThat(browser.text()).contains("page-apply.csv");
            // the page of a file that was imported leads to its import
            browser.navigate(URI.create(check));
            assertThat(browser.address()).isEqualTo(run);
        }
        try (Browser browser = Browser.withoutScript(server)) {
            browser.signIn();
            browser.check(file);
            browser.picture("checked-apply-without-script");
            browser.click(By.id("import"));

            browser.see(By.cssSelector("section.import"));
            assertThat(browser.text()).contains("page-apply.csv");
        }
    }

    @Test
    void the_page_asks_what_becomes_of_records_without_a_safe_key_before_it_imports_any() throws IOException {
        Path directory = Files.createTempDirectory(Path.of("target"), "page-");
        Path file = Files.writeString(directory.resolve("unsafe.csv"), unsafe("ASK"));
        try (Browser browser = Browser.withScript(server)) {
            browser.signIn();
            browser.upload(file);
            browser.click(By.id("check"));
            browser.see(By.id("checked"));
            browser.picture("unsafe-keys");
            assertThat(browser.see(By.id("unsafe")).getText()).contains("sku: 2 shortened by a spreadsheet", "line 3");
            String check = browser.address();
            browser.click(By.id("import"));
            assertThat(browser.address()).isEqualTo(check);
            browser.click(By.name("unsafeKeys"));
            browser.see(By.name("mostRejects")).sendKeys("two");
            browser.click(By.id("import"));
            assertThat(browser.see(By.cssSelector("#mistake p")).getText()).contains("percentage");
            assertThat(browser.see(By.name("mostRejects")).getDomProperty("value"))
                    .isEqualTo("two");
            browser.see(By.name("mostRejects")).clear();
            browser.see(By.name("mostRejects")).sendKeys("100%");
            browser.click(By.id("import"));

            browser.seeState("succeeded-with-rejects");
        }
        assertThat(ImportClient.ofAdmin(server).get("products/ASK-1").statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_form_that_does_not_answer_the_question_imports_nothing() throws IOException {
        Caller browser = Caller.nobody(server).signedIn(FirstAdministrator.NAME, FirstAdministrator.passwordOn(server));
        String boundary = "unsafe-boundary";
        String form = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"forgery-token\"\r\n\r\n"
                + browser.forgeryToken() + "\r\n--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"unsafe-form.csv\"\r\n\r\n"
                + unsafe("FORM") + "\r\n--" + boundary + "--\r\n";
        HttpResponse<String> staged = browser.post("/imports/files", "multipart/form-data; boundary=" + boundary, form);
        String address = staged.headers().firstValue("Location").orElseThrow().replaceFirst("^/longhaul", "");

        HttpResponse<String> started = browser.post(
                address + "/import",
                "application/x-www-form-urlencoded",
                Caller.form(Map.of("forgery-token", browser.forgeryToken(), "choices", mark(browser, address))));
        HttpResponse<String> otherwise = browser.post(
                address + "/import",
                "application/x-www-form-urlencoded",
                Caller.form(
                        Map.of("forgery-token", browser.forgeryToken(), "choices", "other", "unsafeKeys", "reject")));

        assertThat(staged.statusCode()).isEqualTo(303);
        assertThat(otherwise.statusCode()).isEqualTo(409);
        assertThat(started.statusCode()).isEqualTo(422);
        assertThat(started.body()).contains("shortened by a spreadsheet");
        assertThat(ImportClient.ofAdmin(server).get("products/FORM-1").statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_program_says_whether_records_without_a_safe_key_refuse_the_file() {
        ImportClient client = ImportClient.ofAdmin(server);

        HttpResponse<String> refused = post(client, "imports?fileName=a.csv&unsafeKeys=refuse", unsafe("PROGRAM"));
        HttpResponse<String> unknown = post(client, "imports?fileName=a.csv&unsafeKeys=maybe", unsafe("PROGRAM"));
        JsonObject rejected = client.ended(client.accepted(post(client, "imports?fileName=a.csv", unsafe("PROGRAM"))));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("2 in `sku` are shortened by a spreadsheet", "Nothing was imported");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(rejected.getJsonObject("counts").getInt("failed")).isEqualTo(2);
        assertThat(rejected.getJsonObject("counts").getInt("created")).isEqualTo(1);
    }

    @Test
    void an_import_stops_when_more_records_are_rejected_than_a_program_allows() {
        ImportClient client = ImportClient.ofAdmin(server);
        String file = "sku,name,price\nLIMIT-1,Lamp,1\nLIMIT-2,Chair,cheap\nLIMIT-3,Sofa,free\nLIMIT-4,Bed,2\n";

        JsonObject stopped =
                client.ended(client.accepted(post(client, "imports?fileName=limit.csv&mostRejects=25%25", file)));
        HttpResponse<String> unknown = post(client, "imports?fileName=limit.csv&mostRejects=few", file);

        assertThat(stopped.getString("status")).isEqualTo("FAILED");
        assertThat(stopped.getString("failure")).contains("record 3: with it 2 records are rejected");
        assertThat(stopped.getJsonObject("counts").getInt("created")).isEqualTo(1);
        assertThat(client.get("products/LIMIT-1").statusCode()).isEqualTo(200);
        assertThat(client.get("products/LIMIT-4").statusCode()).isEqualTo(404);
        assertThat(unknown.statusCode()).isEqualTo(400);
    }

    @Test
    void a_mode_skips_the_same_records_in_a_check_and_in_an_import_by_program_and_by_page() throws IOException {
        ImportClient client = ImportClient.ofAdmin(server);
        client.ended(client.accepted(post(client, "imports?fileName=mode.csv", "sku,name\nMODE-1,Lamp\n")));
        String file = "sku,name\nMODE-1,Light\nMODE-2,Chair\n";

        JsonObject checked = ImportClient.json(post(client, "import-checks?fileName=a.csv&mode=update", file));
        JsonObject updated = client.ended(client.accepted(post(client, "imports?fileName=mode.csv&mode=update", file)));
        HttpResponse<String> unknown = post(client, "imports?fileName=mode.csv&mode=replace", file);
        HttpResponse<String> uncheckable = post(client, "import-checks?fileName=mode.csv&mode=replace", file);

        assertThat(checked.getJsonObject("counts").getInt("updated")).isEqualTo(1);
        assertThat(checked.getJsonObject("counts").getInt("skipped")).isEqualTo(1);
        assertThat(updated.getJsonObject("counts")).isEqualTo(checked.getJsonObject("counts"));
        assertThat(updated.getString("mode")).isEqualTo("update");
        assertThat(client.get("products/MODE-2").statusCode()).isEqualTo(404);
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(uncheckable.statusCode()).isEqualTo(400);

        Path directory = Files.createTempDirectory(Path.of("target"), "page-");
        try (Browser browser = Browser.withoutScript(server)) {
            browser.signIn();
            browser.check(Files.writeString(directory.resolve("mode.csv"), file.replace("Light", "Torch")));
            browser.choose(By.name("mode"), "create");
            browser.click(By.id("check-mode"));
            assertThat(browser.see(By.cssSelector("[data-check=skipped]")).getText())
                    .isEqualTo("1");
            browser.picture("checked-mode");
            browser.click(By.id("import"));
            browser.see(By.cssSelector("section.import"));
            browser.reloadUntilState("succeeded");
            assertThat(browser.see(By.cssSelector("[data-figure=skipped]")).getText())
                    .isEqualTo("1");
            assertThat(browser.text()).contains("Only new products are created");
        }
        assertThat(client.get("products/MODE-1").body()).contains("Light");
        assertThat(client.get("products/MODE-2").statusCode()).isEqualTo(200);
    }

    /** What the page of the check says the choices are. */
    private static String mark(Caller browser, String address) {
        Matcher mark = Pattern.compile("name=\"choices\" value=\"([0-9a-f]+)\"")
                .matcher(browser.get(address + "/check").body());
        assertThat(mark.find()).isTrue();
        return mark.group(1);
    }

    private static String unsafe(String prefix) {
        return "sku,name\n" + prefix + "-1,Lamp\n\"8,72E+12\",Coffee\n\"8,72E+12\",Tea\n";
    }

    @Test
    void a_supplier_s_odd_file_is_mapped_saved_as_a_profile_and_recognised_at_the_next_upload() throws IOException {
        Path file = oddFile("ODD");
        try (Browser browser = Browser.withScript(server)) {
            browser.signIn();
            browser.look(file);
            assertThat(browser.see(By.cssSelector("#mistake p")).getText()).contains("Kennung", "as the key");
            assertThat(browser.text()).contains("Perhaps Price?", "Perhaps Stock?", "12,50", "R1");
            browser.picture("columns-unsure");
            chooseColumns(browser);
            browser.see(By.name("profileName")).sendKeys("Odd <b>&amp; sons");
            browser.click(By.id("save-profile"));
            browser.seeText("Read as the profile “Odd <b>&amp; sons” says");
            browser.picture("columns-chosen");
            browser.click(By.id("check"));
            browser.see(By.id("checked"));
            browser.click(By.id("import"));
            browser.seeState("succeeded");

            browser.open("imports");
            // even where nobody asked to look at the file
            browser.upload(oddFile("ODD-NEXT"));
            browser.seeText("Read as the profile");
            browser.picture("columns-recognised");
            assertThat(browser.see(By.name("column.2")).getDomProperty("value")).isEqualTo("price");
            browser.click(By.id("check"));
            browser.see(By.id("checked"));
            browser.click(By.id("import"));
            browser.seeState("succeeded");

            browser.open("imports");
            browser.look(oddFile("ODD-LAST"));
            browser.click(By.id("remove-profile"));
            browser.seeText("Save these choices under a name");
            browser.click(By.cssSelector("form.discard button"));
        }
        assertOddCatalogue("ODD");
        assertOddCatalogue("ODD-NEXT");
    }

    @Test
    void without_script_a_supplier_s_odd_file_comes_in_likewise() throws IOException {
        Path file = oddFile("PLAIN-ODD");
        try (Browser browser = Browser.withoutScript(server)) {
            browser.signIn();
            browser.look(file);
            assertThat(browser.see(By.cssSelector("#mistake p")).getText()).contains("Kennung", "as the key");
            browser.picture("columns-unsure-without-script");
            chooseColumns(browser);
            browser.click(By.id("read"));
            browser.seeText("chosen");
            assertThat(browser.see(By.name("column.2")).getDomProperty("value")).isEqualTo("price");
            browser.click(By.id("check"));
            browser.see(By.id("checked"));
            browser.click(By.id("import"));

            browser.see(By.cssSelector("section.import"));
            browser.reloadUntilState("succeeded");
            browser.click(By.id("reading"));
            browser.picture("columns-of-the-import");
            assertThat(browser.text()).contains("Prcie", "Field: Price", "chosen");
        }
        assertOddCatalogue("PLAIN-ODD");
    }

    @Test
    void without_script_rejects_are_changed_on_the_page_and_retried_until_nothing_is_left() throws IOException {
        Path directory = Files.createTempDirectory(Path.of("target"), "page-");
        Path file = Files.writeString(
                directory.resolve("mend.csv"),
                "sku,name,price,note\nMEND-1,Lamp,cheap,<b>x</b>\nMEND-2,Chair,5,\nMEND-3,Sofa,free,\n");
        try (Browser browser = Browser.withoutScript(server)) {
            browser.signIn();
            browser.upload(file);
            browser.reloadUntilState("succeeded-with-rejects");
            String first = browser.address();
            assertThat(browser.see(By.id("left")).getText()).contains("2 left of 2 rejected records");
            browser.picture("rejects-left");
            browser.click(By.cssSelector("a[data-code='price-not-a-number']"));
            browser.picture("rejects-change");
            browser.see(By.name("cell.1.2")).clear();
            browser.see(By.name("cell.1.2")).sendKeys("7.50");
            browser.click(By.name("record.3"));
            browser.click(By.cssSelector("#change-form button"));

            browser.see(By.id("retry-of"));
            browser.reloadUntilState("succeeded");
            browser.navigate(URI.create(first));
            assertThat(browser.see(By.id("left")).getText()).contains("1 left of 2");
            browser.click(By.cssSelector("a[data-code='price-not-a-number']"));
            browser.see(By.name("cell.3.2")).clear();
            browser.see(By.name("cell.3.2")).sendKeys("8");
            browser.click(By.cssSelector("#change-form button"));
            browser.see(By.id("retry-of"));
            browser.reloadUntilState("succeeded");
            browser.navigate(URI.create(first));
            assertThat(browser.see(By.id("left")).getText()).contains("Nothing is left of 2");
            browser.picture("rejects-nothing-left");
        }
        assertThat(ImportClient.ofAdmin(server).get("products/MEND-1").body()).contains("7.5", "<b>x</b>");
        assertThat(ImportClient.ofAdmin(server).get("products/MEND-3").statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_program_saves_a_profile_names_it_at_a_check_and_an_import_and_removes_it() {
        ImportClient client = ImportClient.ofAdmin(server);
        String file = "Nr;Was;Preis/Stk\nPROFILE-1;Lamp;12,50\n";
        String profile = "{\"delimiter\": \";\", \"currency\": \"CZK\", \"columns\": [\"Nr:sku\", \"Was:name\","
                + " \"Preis/Stk:price\"], \"header\": [\"Nr\", \"Was\", \"Preis/Stk\"]}";

        HttpResponse<String> saved = put(client, "reading-profiles/Alder%20GmbH", profile);
        assertThat(saved.statusCode()).isEqualTo(204);
        JsonObject checked = ImportClient.json(post(client, "import-checks?fileName=a.csv&profile=alder%20gmbh", file));
        JsonObject imported =
                client.ended(client.accepted(post(client, "imports?fileName=a.csv&profile=Alder%20GmbH", file)));
        HttpResponse<String> unknown = post(client, "imports?fileName=a.csv&profile=Birch", file);
        HttpResponse<String> misspelt = put(client, "reading-profiles/Birch", "{\"curency\": \"CZK\"}");
        String list = client.get("reading-profiles").body();
        HttpResponse<String> removed = delete(client, "reading-profiles/Alder%20GmbH");
        HttpResponse<String> again = delete(client, "reading-profiles/Alder%20GmbH");

        assertThat(checked.getJsonArray("profiles").getString(0)).isEqualTo("Alder GmbH");
        assertThat(checked.getJsonObject("reading").getString("currency")).isEqualTo("CZK");
        assertThat(imported.getString("status")).isEqualTo("SUCCEEDED");
        assertThat(client.get("products/PROFILE-1").body()).contains("12.5", "CZK");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(misspelt.statusCode()).isEqualTo(400);
        assertThat(list).contains("\"name\":\"Alder GmbH\"", "\"Nr:sku\"", "\"savedBy\":\"admin\"");
        assertThat(removed.statusCode()).isEqualTo(204);
        assertThat(again.statusCode()).isEqualTo(404);
    }

    private static Path oddFile(String prefix) throws IOException {
        Path directory = Files.createTempDirectory(Path.of("target"), "page-");
        return Files.writeString(
                directory.resolve("odd.csv"),
                "Kennung;Name;Prcie;Stok;<b>Lager</b>\n" + prefix + "-1;Lamp;12,50;7;R1\n" + prefix
                        + "-2;Chair;99,00;3;R2\n");
    }

    private static void chooseColumns(Browser browser) {
        browser.choose(By.name("column.0"), "sku");
        browser.choose(By.name("column.2"), "price");
        browser.choose(By.name("column.3"), "quantity");
        browser.choose(By.name("column.4"), "ignored");
    }

    private void assertOddCatalogue(String prefix) {
        ImportClient client = ImportClient.ofAdmin(server);
        assertThat(client.get("products/" + prefix + "-1").body()).contains("Lamp", "12.5", "\"quantity\":7");
        assertThat(client.get("products/" + prefix + "-2").body()).contains("Chair", "99", "\"quantity\":3");
    }

    @Test
    void whoever_sees_everything_and_imports_stops_only_what_is_theirs() {
        People people = new People(server, ".checked");
        people.save(
                "both.checked",
                "{\"password\":\"" + People.FIRST_PASSWORD + "\",\"roles\":[\"" + Roles.VIEWER + "\",\""
                        + Roles.IMPORTER + "\"]}");
        people.chooseOwnPassword("both.checked");
        ImportClient admin = ImportClient.ofAdmin(server);
        ImportClient both = new ImportClient(server, "both.checked", People.PASSWORD);
        Caller browser = Caller.nobody(server).signedIn("both.checked", People.PASSWORD);
        String foreign = admin.accepted(admin.upload("foreign.csv", GeneratedProducts.csv("FOREIGN", 20_000)));
        String own = both.accepted(both.upload("own.csv", FILE));

        HttpResponse<String> byProgram = both.cancel(foreign);
        HttpResponse<String> byPage = browser.post(
                "/imports/" + foreign + "/cancellation",
                "application/x-www-form-urlencoded",
                Caller.form(Map.of("forgery-token", browser.forgeryToken())));

        assertThat(both.find(foreign).getString("id")).isEqualTo(foreign);
        assertThat(byProgram.statusCode()).isEqualTo(403);
        assertThat(byPage.statusCode()).isEqualTo(403);
        assertThat(admin.ended(foreign).getString("status")).isEqualTo("SUCCEEDED");
        assertThat(both.cancel(own).statusCode()).isNotEqualTo(403);
        both.ended(own);
    }

    private static HttpResponse<String> put(ImportClient client, String path, String json) {
        return client.send(client.request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json))
                .build());
    }

    private static HttpResponse<String> delete(ImportClient client, String path) {
        return client.send(client.request(path).DELETE().build());
    }

    private static HttpResponse<String> post(ImportClient client, String path, String file) {
        return client.send(client.request(path)
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(file))
                .build());
    }
}
