package dev.longhaul.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Key stores, made as the README has it. */
final class TestKeys {

    static final String PASSWORD = "correct horse & \"battery\" ${staple}";

    private TestKeys() {}

    static Path store(Path directory, String name) throws IOException, InterruptedException {
        return store(directory, name, "-validity", "3650");
    }

    static Path store(Path directory, String name, String... validity) throws IOException, InterruptedException {
        Path store = directory.resolve(name + ".p12");
        keytool(
                store,
                List.of("-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name, "-alias", "mykey"),
                List.of(validity));
        return store;
    }

    static void keytool(Path store, List<String> command, List<String> more) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>();
        all.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        all.addAll(command);
        all.addAll(more);
        all.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(all).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
    }

    static Settings settings(Path store, String password) {
        return Settings.of(
                Map.of("longhaul.cluster.keystore", store.toString(), "longhaul.cluster.keystore-password", password));
    }

    static ClusterTls tls(Path store) {
        return ClusterTls.from(settings(store, PASSWORD)).orElseThrow();
    }
}
