package dev.longhaul.it.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.it.browser.Browser;
import dev.longhaul.it.client.Caller;
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
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
    void the_page_offers_to_import_what_it_has_checked_and_takes_no_other_file_for_it() throws IOException {
        Path directory = Files.createTempDirectory(Path.of("target"), "page-");
        Path file = Files.writeString(directory.resolve("page-apply.csv"), FILE);
        Path other = Files.writeString(directory.resolve("page-other.csv"), FILE + "APPLY-4,Bed,2.00\n");
        try (Browser browser = Browser.withScript(server)) {
            browser.signIn();
            browser.check(file);
            browser.see(By.id("apply"));
            browser.picture("checked-apply");
            browser.see(By.id("file")).sendKeys(other.toAbsolutePath().toString());
            browser.click(By.id("apply"));
            assertThat(browser.see(By.cssSelector("#refusal p")).getText()).contains("not the one that was checked");

            browser.see(By.id("file")).sendKeys(file.toAbsolutePath().toString());
            browser.click(By.id("apply"));

            browser.seeState("succeeded-with-rejects");
            assertThat(browser.text()).contains("page-apply.csv");
        }
    }

    @Test
    void without_script_the_same_file_is_chosen_once_more() throws IOException {
        Path directory = Files.createTempDirectory(Path.of("target"), "page-");
        Path file = Files.writeString(directory.resolve("page-plain-apply.csv"), FILE);
        try (Browser browser = Browser.withoutScript(server)) {
            browser.signIn();
            browser.check(file);
            browser.see(By.id("checked"));
            browser.picture("checked-apply-without-script");
            browser.see(By.id("file")).sendKeys(file.toAbsolutePath().toString());
            browser.click(By.id("apply"));

            browser.see(By.cssSelector("section.import"));
            assertThat(browser.text()).contains("page-plain-apply.csv");
        }
    }

    @Test
    void the_page_asks_what_becomes_of_records_without_a_safe_key_before_it_imports_any() throws IOException {
        Path directory = Files.createTempDirectory(Path.of("target"), "page-");
        Path file = Files.writeString(directory.resolve("unsafe.csv"), unsafe("ASK"));
        try (Browser browser = Browser.withScript(server)) {
            browser.signIn();
            browser.upload(file);
            assertThat(browser.see(By.cssSelector("#refusal p")).getText())
                    .contains("2 in `sku`", "line 3: `8,72E+12`");
            browser.check(file);
            browser.see(By.id("apply"));
            browser.picture("unsafe-keys");
            assertThat(browser.see(By.id("unsafe")).getText()).contains("sku: 2 shortened by a spreadsheet", "line 3");
            assertThat(browser.see(By.id("apply")).isEnabled()).isFalse();
            browser.click(By.name("unsafeKeys"));
            browser.click(By.id("apply"));

            browser.seeState("succeeded-with-rejects");
        }
        assertThat(ImportClient.ofAdmin(server).get("products/ASK-1").statusCode())
                .isEqualTo(200);
    }

    @Test
    void without_script_the_page_asks_likewise() throws IOException {
        Path directory = Files.createTempDirectory(Path.of("target"), "page-");
        Path file = Files.writeString(directory.resolve("unsafe-plain.csv"), unsafe("PLAIN-ASK"));
        try (Browser browser = Browser.withoutScript(server)) {
            browser.signIn();
            browser.upload(file);
            assertThat(browser.see(By.cssSelector("#refusal p")).getText()).contains("2 in `sku`");
            browser.click(By.name("unsafeKeys"));
            browser.upload(file);

            browser.see(By.cssSelector("section.import"));
        }
        assertThat(ImportClient.ofAdmin(server).get("products/PLAIN-ASK-1").statusCode())
                .isEqualTo(200);
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

    private static String unsafe(String prefix) {
        return "sku,name\n" + prefix + "-1,Lamp\n\"8,72E+12\",Coffee\n\"8,72E+12\",Tea\n";
    }

    @Test
    void a_supplier_s_odd_file_comes_in_as_a_person_says_what_its_columns_are() throws IOException {
        Path file = oddFile("ODD");
        try (Browser browser = Browser.withScript(server)) {
            browser.signIn();
            browser.check(file);
            assertThat(browser.see(By.cssSelector("#refusal p")).getText()).contains("Kennung", "as the key");
            browser.see(By.name("key")).sendKeys("Kennung");
            browser.click(By.cssSelector("#choices [data-does=check]"));
            browser.see(By.id("read-as"));
            browser.picture("columns-unsure");
            assertThat(browser.text()).contains("Perhaps Price?", "Perhaps Stock?");
            chooseColumns(browser);
            assertThat(browser.see(By.id("changed")).getText()).contains("changed since this check");
            browser.click(By.id("check"));
            browser.see(By.id("apply"));
            browser.picture("columns-chosen");
            browser.click(By.id("apply"));

            browser.seeState("succeeded");
        }
        assertOddCatalogue("ODD");
    }

    @Test
    void without_script_a_supplier_s_odd_file_comes_in_likewise() throws IOException {
        Path file = oddFile("PLAIN-ODD");
        try (Browser browser = Browser.withoutScript(server)) {
            browser.signIn();
            browser.check(file);
            assertThat(browser.see(By.cssSelector("#refusal p")).getText()).contains("Kennung", "as the key");
            browser.see(By.name("key")).sendKeys("Kennung");
            browser.check(file);
            browser.see(By.id("read-as"));
            browser.picture("columns-unsure-without-script");
            assertThat(browser.text()).contains("Perhaps Price?", "Perhaps Stock?");
            assertThat(browser.see(By.name("key")).getDomProperty("value")).isEqualTo("Kennung");
            chooseColumns(browser);
            browser.check(file);
            assertThat(browser.see(By.name("column.2")).getDomProperty("value")).isEqualTo("price");
            browser.see(By.id("file")).sendKeys(file.toAbsolutePath().toString());
            browser.click(By.id("apply"));

            browser.see(By.cssSelector("section.import"));
            browser.reloadUntilState("succeeded");
            browser.click(By.id("reading"));
            browser.picture("columns-of-the-import");
            assertThat(browser.text()).contains("Prcie", "Field: Price", "chosen");
        }
        assertOddCatalogue("PLAIN-ODD");
    }

    private static Path oddFile(String prefix) throws IOException {
        Path directory = Files.createTempDirectory(Path.of("target"), "page-");
        return Files.writeString(
                directory.resolve("odd.csv"),
                "Kennung;Name;Prcie;Stok;<b>Lager</b>\n" + prefix + "-1;Lamp;12,50;7;R1\n" + prefix
                        + "-2;Chair;99,00;3;R2\n");
    }

    private static void chooseColumns(Browser browser) {
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

    private static HttpResponse<String> post(ImportClient client, String path, String file) {
        return client.send(client.request(path)
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(file))
                .build());
    }
}
