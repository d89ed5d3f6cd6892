package dev.longhaul.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.asyncstate.TestStates;
import dev.longhaul.settings.InvalidSettingsException;
import dev.longhaul.settings.Settings;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes whose channel is encrypted, with the stack that the application uses. */
class ClusterTlsTest {

    private static final String PASSWORD = TestKeys.PASSWORD;

    @TempDir
    private static Path directory;

    private static Path shared;
    private static Path another;

    private final LoopbackCluster cluster = LoopbackCluster.overTcp(TestStates.schema());

    @BeforeAll
    static void makeKeys() throws Exception {
        shared = TestKeys.store(directory, "shared");
        another = TestKeys.store(directory, "another");
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void nodes_with_the_same_key_form_a_cluster_and_reach_each_other() throws Exception {
        ClusterNode first = cluster.start("a", tls(shared));
        ClusterNode second = cluster.start("b", tls(shared));
        ClusterSignals there = new ClusterSignals(second);
        ClusterSignals here = new ClusterSignals(first);
        CompletableFuture<String> heard = new CompletableFuture<>();
        there.onSignal("topic", heard::complete);

        awaitSize(first, 2);
        here.send("topic", "what it is about");

        assertThat(heard.get(20, TimeUnit.SECONDS)).isEqualTo("what it is about");
    }

    @Test
    void a_node_with_another_key_and_one_with_none_stay_outside_and_the_others_go_on() throws Exception {
        ClusterNode first = cluster.start("a", tls(shared));
        ClusterNode second = cluster.start("b", tls(shared));
        awaitSize(first, 2);

        ClusterNode stranger = cluster.start("c", tls(another));
        ClusterNode open = cluster.start("d", Optional.empty());

        // several times the interval in which nodes that see each other merge
        Awaitility.await()
                .during(Duration.ofSeconds(4))
                .atMost(Duration.ofSeconds(20))
                .until(() -> stranger.size() == 1 && open.size() == 1 && first.size() == 2 && second.size() == 2);
    }

    @Test
    void without_the_setting_there_is_none() {
        assertThat(ClusterTls.from(Settings.defaults())).isEmpty();
    }

    @Test
    void a_store_that_cannot_be_used_is_refused_by_its_name_and_without_its_password() throws Exception {
        Path empty = Files.writeString(directory.resolve("empty.p12"), "");

        assertThat(problems(withoutKey(), PASSWORD)).contains("without-key.p12", "no private key");
        assertThat(problems(directory.resolve("missing.p12"), PASSWORD)).contains("missing.p12");
        assertThat(problems(shared, "wrong")).contains("shared.p12").doesNotContain("`wrong`");
        assertThat(problems(empty, PASSWORD)).contains("empty.p12");
        Path expired = TestKeys.store(directory, "expired", "-startdate", "-2d", "-validity", "1");
        assertThat(problems(expired, PASSWORD)).contains("expired.p12", "NotAfter");
        assertThat(problems(shared, "")).contains("longhaul.cluster.keystore-password");
    }

    private static Path withoutKey() throws Exception {
        char[] password = PASSWORD.toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, password);
        store.setCertificateEntry(
                "another", KeyStore.getInstance(shared.toFile(), password).getCertificate("mykey"));
        Path file = directory.resolve("without-key.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password);
        }
        return file;
    }

    private static String problems(Path store, String password) {
        Settings settings = TestKeys.settings(store, password);
        assertThat(ClusterTls.from(settings)).isEmpty();
        StringBuilder said = new StringBuilder();
        assertThatThrownBy(settings::requireValid)
                .isInstanceOf(InvalidSettingsException.class)
                .satisfies(thrown -> said.append(thrown.getMessage()));
        return said.toString();
    }

    private static Optional<ClusterTls> tls(Path store) {
        return Optional.of(TestKeys.tls(store));
    }

    private static void awaitSize(ClusterNode node, int size) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> node.size() == size);
    }
}
