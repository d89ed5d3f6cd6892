package dev.longhaul.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.longhaul.it.client.GeneratedProducts;
import dev.longhaul.it.server.OnServers;
import dev.longhaul.it.server.ServerName;
import dev.longhaul.it.server.SharedServer;
import dev.longhaul.launcher.ServerUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The page in a real browser. */
@OnServers({ServerName.WILDFLY_H2, ServerName.PAYARA_H2})
class PageIT {

    private static final Path SAMPLE = Path.of("src/main/webapp/samples/products.csv");

    private final ServerUnderTest server;

    PageIT(SharedServer shared) {
        this.server = shared.ready();
    }

    @Test
    void an_administrator_signs_in_uploads_the_sample_and_sees_what_became_of_it() {
        try (Browser browser = Browser.withScript(server)) {
            browser.open("imports");
            browser.picture("sign-in");
            browser.signIn();
            browser.picture("upload");

            browser.upload(SAMPLE);
            browser.seeState("succeeded");

            browser.picture("done");
            assertThat(browser.text()).contains("products.csv");
            browser.open("imports");
            browser.see(By.cssSelector("#history tbody tr"));
            browser.picture("list");
        }
    }

    @Test
    void a_real_file_says_how_many_records_became_how_many_products() throws IOException {
        Path real = Path.of("..", "shared", "data", "spree-products.csv");
        assumeThat(real).as("the real product files beside the project").exists();
        Path file = file("spree-products.csv", withOtherKeys(Files.readString(real)));
        try (Browser browser = Browser.withScript(server)) {
            browser.signIn();
            browser.upload(file);
            browser.seeState("succeeded");

            browser.picture("real-file");
            assertThat(browser.text()).contains("211 records became 37 products");
        }
    }

    @Test
    void the_bar_moves_by_itself_and_a_cancel_asks_first_says_what_stays_and_can_be_taken_back() throws IOException {
        Path file = file("page-long.csv", GeneratedProducts.csv("PAGE", 150_000));
        try (Browser browser = Browser.withScript(server)) {
            browser.signIn();
            browser.upload(file);
            browser.seeState("running");
            double first = browser.seeBarBeyond(0);
            double later = browser.seeBarBeyond(first);
            browser.picture("running");
            assertThat(later).isGreaterThan(first).isLessThan(100);
            assertThat(browser.title()).contains("%");

            browser.click(By.cssSelector("details.cancel summary"));
            browser.picture("cancel-asks");
            browser.click(By.cssSelector("details.cancel button.danger"));
            browser.seeState("cancelled");

            browser.picture("cancelled");
            assertThat(browser.text()).contains("admin");

            browser.click(By.cssSelector("form.resume button"));
            browser.seeState("enqueued", "running");
            browser.seeState("succeeded");
            browser.picture("resumed");
            assertThat(browser.text()).contains("150,000");
        }
    }

    @Test
    void everything_works_without_script() throws IOException {
        Path file = file("page-plain.csv", "sku,name,price\nPLAIN-1,Lamp,1.00\nPLAIN-2,Chair,cheap\n");
        try (Browser browser = Browser.withoutScript(server)) {
            browser.signIn();
            browser.upload(file);
            browser.see(By.cssSelector("section.import"));
            browser.reloadUntilState("succeeded-with-rejects");
            browser.picture("without-script");
            assertThat(browser.text()).contains("page-plain.csv", "cheap");
        }
    }

    @Test
    void rejected_records_are_shown_with_their_reason_and_can_be_downloaded() throws IOException {
        Path file = file("page-rejects.csv", "sku,name,price\nR-1,Lamp,1.00\nR-2,<b>Chair</b>,cheap\n,No key,2.00\n");
        try (Browser browser = Browser.withScript(server)) {
            browser.signIn();
            browser.upload(file);
            // one record has no key, so the page asks first
            browser.click(By.id("check"));
            browser.click(By.name("unsafeKeys"));
            browser.click(By.id("import"));
            browser.seeState("succeeded-with-rejects");

            browser.see(By.cssSelector("section.rejects table"));
            browser.picture("done-with-rejects");
            assertThat(browser.text()).contains("cheap");
            assertThat(browser.see(By.cssSelector("section.rejects a[download]"))
                            .getDomAttribute("href"))
                    .endsWith("/rejects.csv");
        }
    }

    @Test
    void a_file_that_is_no_table_is_refused_on_the_form() throws IOException {
        Path file = file("page-broken.csv", "%PDF-1.7\n1 0 obj\n");
        try (Browser browser = Browser.withScript(server)) {
            browser.signIn();
            browser.upload(file);

            assertThat(browser.see(By.cssSelector("#refusal p")).getText()).contains("PDF");
            browser.picture("failed");
        }
    }

    @Test
    void a_table_that_cannot_be_read_is_kept_until_its_user_discards_it() throws IOException {
        Path file = file("page-quote.csv", "sku,name\nA1,\"Lamp\nA2,Chair\n");
        try (Browser browser = Browser.withScript(server)) {
            browser.signIn();
            browser.upload(file);

            assertThat(browser.see(By.cssSelector("#mistake p")).getText()).contains("quote");
            browser.picture("cannot-be-read");
            browser.open("imports");
            assertThat(browser.see(By.id("staged")).getText()).contains("page-quote.csv");
            browser.picture("staged");
            browser.click(By.linkText("page-quote.csv"));
            browser.click(By.cssSelector("form.discard button"));
            browser.see(By.id("upload-form"));
            assertThat(browser.text()).doesNotContain("page-quote.csv");
        }
    }

    @Test
    void a_check_says_what_an_import_would_do_and_starts_none() throws IOException {
        Path file = file("page-check.csv", "sku,name,price\nPC-1,Lamp,1.00\nPC-2,<b>Chair</b>,cheap\n");
        try (Browser browser = Browser.withScript(server)) {
            browser.signIn();
            browser.check(file);

            browser.picture("checked");
            assertThat(browser.text()).contains("page-check.csv", "cheap");
            assertThat(browser.see(By.cssSelector("#checked [data-check=created]"))
                            .getText())
                    .isEqualTo("1");
            assertThat(browser.see(By.cssSelector("#checked [data-check=failed]"))
                            .getText())
                    .isEqualTo("1");
            browser.open("imports");
            assertThat(browser.see(By.id("history")).getText()).doesNotContain("page-check.csv");
        }
    }

    @Test
    void the_page_fits_a_telephone_and_a_dark_room() {
        try (Browser browser = Browser.dark(server)) {
            browser.signIn();
            browser.check(SAMPLE);
            browser.click(By.id("import"));
            browser.seeState("succeeded");
            browser.picture("dark");
            browser.narrow();
            browser.picture("dark-360");
            assertThat(browser.hiddenAtTheSide()).isZero();

            browser.open("imports");
            browser.picture("list-360");
            assertThat(browser.hiddenAtTheSide()).isZero();

            // the same file once more stops here, even if it is to be imported at once
            browser.upload(SAMPLE);
            assertThat(browser.see(By.id("earlier")).getText()).contains("sent before", "Completed");
            browser.picture("columns-360");
            assertThat(browser.hiddenAtTheSide()).isZero();
            browser.click(By.id("check"));
            browser.see(By.id("checked"));
            browser.picture("checked-360");
            assertThat(browser.hiddenAtTheSide()).isZero();
            browser.click(By.linkText("Open that import"));
            browser.seeState("succeeded");
        }
    }

    /** Puts other products in the place of those whose counts another test class knows. */
    private static String withOtherKeys(String products) {
        String[] headAndRecords = products.split("\n", 2);
        assertThat(headAndRecords[0]).startsWith("slug,sku,");
        return headAndRecords[0] + "\n"
                + headAndRecords[1]
                        .replaceAll("(?m)^([^,\n]+),(?=[^,])", "page-$1,page-")
                        .replaceAll("(?m)^(?!page-)([^,\n]+),(?=,)", "page-$1,");
    }

    private static Path file(String name, String content) throws IOException {
        Path directory = Files.createTempDirectory(Path.of("target"), "page-");
        return Files.writeString(directory.resolve(name), content);
    }
}
