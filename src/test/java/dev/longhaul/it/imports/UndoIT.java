package dev.longhaul.it.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.it.browser.Browser;
import dev.longhaul.it.client.GeneratedProducts;
import dev.longhaul.it.client.ImportClient;
import dev.longhaul.it.server.OnServers;
import dev.longhaul.it.server.SharedServer;
import dev.longhaul.launcher.ServerUnderTest;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** An import that is undone, by the program interface and on its page, and the undo that is undone. */
@OnServers
class UndoIT {

    private final ServerUnderTest server;

    UndoIT(SharedServer shared) {
        server = shared.ready();
    }

    @Test
    void an_import_is_undone_and_so_is_the_undo() {
        ImportClient client = ImportClient.ofAdmin(server);
        String id = imported(client, "UNDO-1,Lamp,1.00\nUNDO-2,Chair,2.00\n");
        imported(client, "UNDO-2,Chair,3.00\n");

        HttpResponse<String> started = post(client, "imports/" + id + "/undo");
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        String undo =
                "imports/" + id + "/undo/" + ImportClient.parse(started.body()).getString("id");
        assertThat(started.headers().firstValue("Location"))
                .hasValueSatisfying(path -> assertThat(path).endsWith("/api/" + undo));
        JsonObject end = ended(client, undo);

        assertThat(end.getString("status")).isEqualTo("SUCCEEDED");
        assertThat(end.getJsonObject("counts")).hasToString("{\"impossible\":0,\"kept\":1,\"restored\":1}");
        assertThat(end.getInt("percent")).isEqualTo(100);
        assertThat(client.get("products/UNDO-1").statusCode()).isEqualTo(404);
        assertThat(client.get("products/UNDO-2").body()).contains("3");
        assertThat(client.get(undo + "/products").body()).contains("UNDO-2", "kept", "changed-since");
        HttpResponse<String> again = post(client, "imports/" + id + "/undo");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(ImportClient.parse(again.body()).getString("detail")).contains("undone already");
        assertThat(post(client, "imports/" + id + "/resumption").statusCode()).isEqualTo(409);

        HttpResponse<String> redone = post(client, undo + "/undo");
        assertThat(redone.statusCode()).as(redone.body()).isEqualTo(202);
        JsonObject redo = ended(
                client,
                "imports/" + id + "/undo/" + ImportClient.parse(redone.body()).getString("id"));
        assertThat(redo.getBoolean("redo")).isTrue();
        assertThat(client.get("products/UNDO-1").statusCode()).isEqualTo(200);
        assertThat(post(client, "imports/" + id + "/undo").statusCode()).isEqualTo(202);
    }

    @Test
    void an_import_that_is_cancelled_is_undone_by_itself_if_that_was_chosen_at_its_start() {
        ImportClient client = ImportClient.ofAdmin(server);
        HttpResponse<String> unknown = client.send(client.request("imports?fileName=a.csv&onCancel=drop")
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString("sku,name\nCANCEL-UNDONE-0,Lamp\n"))
                .build());
        String id = client.accepted(client.send(client.request("imports?fileName=cancel.csv&onCancel=undo")
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(GeneratedProducts.csv("CANCEL-UNDONE", 60_000)))
                .build()));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> client.find(id).getJsonObject("counts").getInt("created") > 0);
        client.cancel(id);
        JsonObject cancelled = client.ended(id);
        assertThat(cancelled.getString("status")).isEqualTo("CANCELLED");

        JsonObject held = Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> client.find(id), found -> found.containsKey("undo"));
        String undo = held.getString("undo").replaceFirst("^.*/api/", "");
        JsonObject end = ended(client, undo);

        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(held.getString("onCancel")).isEqualTo("undo");
        assertThat(end.getString("status")).isEqualTo("SUCCEEDED");
        assertThat(end.getJsonObject("counts").getInt("restored"))
                .isEqualTo(cancelled.getJsonObject("counts").getInt("products"));
        assertThat(client.get("products/CANCEL-UNDONE-1").statusCode()).isEqualTo(404);
        assertThat(client.get(undo.replaceFirst("/[^/]*$", "")).body()).contains(end.getString("id"));
    }

    @Test
    void the_page_of_an_import_offers_the_undo_in_numbers_and_shows_what_became_of_it() throws IOException {
        Path directory = Files.createTempDirectory(Path.of("target"), "page-");
        Path file = Files.writeString(
                directory.resolve("page-undo.csv"), "sku,name,price\nPAGE-UNDO-1,Lamp,1.00\nPAGE-UNDO-2,Chair,2.00\n");
        try (Browser browser = Browser.withScript(server)) {
            browser.signIn();
            browser.upload(file);
            browser.seeState("succeeded");
            browser.open(path(browser));
            browser.click(By.cssSelector("#undo summary"));
            assertThat(browser.see(By.cssSelector("#undo form p")).getText())
                    .contains("2 products that this import made are removed", "none gets its former values back");
            browser.picture("undo-offer");
            browser.click(By.cssSelector("#undo button"));

            browser.see(By.cssSelector("section.undo[data-state=SUCCEEDED]"));
            browser.picture("undo-done");
            assertThat(browser.see(By.cssSelector("#undo [data-outcome=restored] dd"))
                            .getText())
                    .isEqualTo("2");
        }
        assertThat(ImportClient.ofAdmin(server).get("products/PAGE-UNDO-1").statusCode())
                .isEqualTo(404);
    }

    @Test
    void the_page_of_a_running_import_follows_its_cancel_to_the_undo_that_was_chosen() throws IOException {
        Path directory = Files.createTempDirectory(Path.of("target"), "page-");
        Path file = Files.writeString(
                directory.resolve("page-on-cancel.csv"), GeneratedProducts.csv("PAGE-CANCEL", 150_000));
        try (Browser browser = Browser.withScript(server)) {
            browser.signIn();
            browser.check(file);
            browser.choose(By.name("onCancel"), "undo");
            browser.picture("checked-on-cancel");
            browser.click(By.id("import"));
            browser.seeState("running");
            browser.click(By.cssSelector("details.cancel summary"));
            assertThat(browser.see(By.cssSelector("details.cancel p")).getText())
                    .contains("are undone");
            browser.click(By.cssSelector("details.cancel button"));

            browser.seeState("cancelled");
            browser.see(By.cssSelector("section.undo[data-state=SUCCEEDED]"));
            browser.picture("undone-on-cancel");
        }
        assertThat(ImportClient.ofAdmin(server).get("products/PAGE-CANCEL-1").statusCode())
                .isEqualTo(404);
    }

    private static String path(Browser browser) {
        String status = Objects.requireNonNull(browser.see(By.id("undo")).getDomAttribute("data-status"));
        return status.substring(status.indexOf("imports/"), status.lastIndexOf('/'));
    }

    private String imported(ImportClient client, String lines) {
        JsonObject end = client.ended(client.accepted(client.upload("undo.csv", "sku,name,price\n" + lines)));
        assertThat(end.getString("status")).isEqualTo("SUCCEEDED");
        return end.getString("id");
    }

    private static JsonObject ended(ImportClient client, String undo) {
        AtomicReference<JsonObject> seen = new AtomicReference<>();
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
            seen.set(ImportClient.json(client.get(undo)));
            return ImportClient.ENDED.contains(seen.get().getString("status"));
        });
        return seen.get();
    }

    private static HttpResponse<String> post(ImportClient client, String path) {
        return client.send(client.request(path).POST(BodyPublishers.noBody()).build());
    }
}
