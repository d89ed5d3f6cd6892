package dev.longhaul.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.it.browser.Browser;
import dev.longhaul.it.client.GeneratedProducts;
import dev.longhaul.it.client.ImportClient;
import dev.longhaul.launcher.TwoNodes;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The page of one node, in a real browser, before an import of the other. */
interface TwoNodesPageContract {

    TwoNodes nodes();

    @Test
    default void an_administrator_watches_and_cancels_on_one_node_what_the_other_imports() {
        ImportClient onA = ImportClient.ofAdmin(nodes().a());
        String id = onA.accepted(onA.upload("autumn.csv", GeneratedProducts.csv("PAGE2", 1_000_000)));
        try (Browser browser = Browser.withScript(nodes().b())) {
            browser.signIn();
            browser.open("imports/" + id);
            browser.seeState("running");
            double first = browser.seeBarBeyond(0);
            browser.seeBarBeyond(first);
            assertThat(browser.text()).contains("node-1");
            browser.picture("watches-node-1");

            nodes().a().process().freeze();
            browser.seeState("not-responding");
            browser.picture("node-1-not-responding");
            assertThat(browser.text()).contains("Node node-1 is not responding");
            nodes().a().process().resume();
            browser.seeState("running");

            browser.click(By.cssSelector("details.cancel summary"));
            browser.click(By.cssSelector("details.cancel button.danger"));
            browser.seeState("cancelled");
            browser.picture("cancelled-on-node-1");
            assertThat(browser.text()).contains("admin on node-2", "Delivered", "Acknowledged");
        } finally {
            nodes().a().process().resume();
            // the tests after this one find both nodes idle, whatever became of it
            onA.cancel(id);
            nodes().awaitJoined();
        }
    }
}
