package dev.longhaul.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterKeyTest {

    @TempDir
    private Path directory;

    @Test
    void a_key_is_made_once_and_only_its_user_can_read_it() throws Exception {
        ClusterKey key = ClusterKey.in(directory.resolve("data"));

        KeyStore store =
                KeyStore.getInstance(key.store().toFile(), key.password().toCharArray());
        assertThat(store.size()).isEqualTo(1);
        assertThat(key.password()).hasSize(48);
        try (Stream<Path> files = Files.list(directory.resolve("data"))) {
            assertThat(files).hasSize(2).allSatisfy(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
        }
        assertThat(ClusterKey.in(directory.resolve("data"))).isEqualTo(key);
    }

    @Test
    void the_password_is_not_on_the_command_line() {
        ClusterKey key = ClusterKey.in(directory);

        ServerOptions options = key.giveTo(ServerOptions.of("keyed", 18_000, ServerDatabase.h2()));

        assertThat(options.jvmArguments())
                .contains("-Dlonghaul.cluster.keystore=" + key.store().toAbsolutePath())
                .noneMatch(argument -> argument.contains(key.password()));
        assertThat(options.variables()).containsEntry("LONGHAUL_CLUSTER_KEYSTORE_PASSWORD", key.password());
    }

    @Test
    void both_scripts_and_the_launcher_set_the_same_filter() throws Exception {
        List<String> options = BuildPaths.jvmOptions();
        assertThat(options)
                .singleElement()
                .asString()
                .startsWith("-Djdk.serialFilter=")
                .endsWith(";!*");
        String option = options.get(0);

        assertThat(Files.readString(BuildPaths.serverConfig("payara").resolve("jvm.asadmin")))
                .contains("\ncreate-jvm-options \"" + option + "\"\n");
        assertThat(ServerOptions.of("filtered", 18_000, ServerDatabase.h2()).jvmArguments())
                .contains(option);
        Path conf = Files.createDirectories(directory.resolve("bin")).resolve("standalone.conf");
        Files.writeString(conf, "JAVA_OPTS=\"-Xmx1g\"\n");
        for (int i = 0; i < 2; i++) {
            Commands.output(
                    Duration.ofSeconds(20),
                    "sh",
                    BuildPaths.serverConfig("wildfly").resolve("jvm-options.sh").toString(),
                    directory.toString());
        }
        assertThat(Files.readAllLines(conf))
                .containsExactly(
                        "JAVA_OPTS=\"-Xmx1g\"",
                        "JDK_SERIAL_FILTER='" + option.substring("-Djdk.serialFilter=".length()) + "' # longhaul");
    }
}
