package dev.longhaul.it.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.it.browser.Browser;
import dev.longhaul.it.client.ImportClient;
import dev.longhaul.it.server.OnServers;
import dev.longhaul.it.server.ServerName;
import dev.longhaul.it.server.SharedServer;
import dev.longhaul.launcher.ServerUnderTest;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** An import that does exactly what its check has said, by page and by program. */
@OnServers({ServerName.WILDFLY_H2, ServerName.PAYARA_H2})
class PlannedImportIT {

    private final ServerUnderTest server;

    PlannedImportIT(SharedServer shared) {
        this.server = shared.ready();
    }

    @Test
    void a_program_imports_what_the_check_has_said_or_is_told_what_has_changed() {
        ImportClient client = ImportClient.ofAdmin(server);
        String file = "sku,name\nPLAN-1,Lamp\nPLAN-2,Chair\n";
        client.ended(client.accepted(post(client, "imports?fileName=first.csv", "sku,name\nPLAN-1,Old lamp\n")));
        JsonObject checked = ImportClient.json(post(client, "import-checks?fileName=plan.csv", file));
        client.ended(client.accepted(post(client, "imports?fileName=meanwhile.csv", "sku,name\nPLAN-1,New lamp\n")));
        String planned = "imports?fileName=plan.csv&plan=" + checked.getString("plan");

        HttpResponse<String> refused = post(client, planned, file);
        HttpResponse<String> malformed = post(client, "imports?fileName=plan.csv&plan=none", file);
        JsonObject imported = client.ended(client.accepted(post(client, planned + "&changed=reject", file)));

        assertThat(checked.getJsonObject("counts").getInt("updated")).isEqualTo(1);
        assertThat(refused.statusCode()).isEqualTo(412);
        assertThat(refused.body()).contains("1 of its products were changed or removed: PLAN-1.");
        assertThat(malformed.statusCode()).isEqualTo(400);
        assertThat(imported.getJsonObject("counts").getInt("created")).isEqualTo(1);
        assertThat(imported.getJsonObject("counts").getInt("failed")).isEqualTo(1);
        assertThat(client.get("products/PLAN-1").body()).contains("New lamp");
    }

    @Test
    void the_page_shows_a_new_check_instead_of_importing_what_has_changed() throws IOException {
        Path directory = Files.createTempDirectory(Path.of("target"), "page-");
        Path file = Files.writeString(directory.resolve("planned.csv"), "sku,name\nSHOWN-1,Lamp\nSHOWN-2,Chair\n");
        ImportClient client = ImportClient.ofAdmin(server);
        client.ended(client.accepted(post(client, "imports?fileName=first.csv", "sku,name\nSHOWN-1,Old lamp\n")));
        try (Browser browser = Browser.withScript(server)) {
            browser.signIn();
            browser.check(file);
            client.ended(client.accepted(post(client, "imports?fileName=since.csv", "sku,name\nSHOWN-1,New lamp\n")));

            browser.click(By.id("import"));
            browser.seeText("Products of this file were changed or removed after the check, 1 in all: SHOWN-1.");
            browser.picture("changed-since-check");
            assertThat(client.get("products/SHOWN-2").statusCode()).isEqualTo(404);

            browser.click(By.id("import"));
            browser.seeState("succeeded");
        }
        assertThat(client.get("products/SHOWN-1").body()).contains("\"Lamp\"");
    }

    private static HttpResponse<String> post(ImportClient client, String path, String file) {
        return client.send(client.request(path)
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(file))
                .build());
    }
}
