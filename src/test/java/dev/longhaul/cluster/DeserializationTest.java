package dev.longhaul.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.ObjectInputFilter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DeserializationTest {

    @Test
    void a_jvm_without_a_filter_or_with_one_that_only_limits_sizes_reads_every_class() {
        assertThat(Deserialization.isOpen(null)).isTrue();
        assertThat(Deserialization.isOpen(
                        ObjectInputFilter.Config.createFilter("maxbytes=10485760;maxdepth=128;maxarray=100000")))
                .isTrue();
    }

    @Test
    void one_with_the_filter_of_the_server_scripts_does_not() throws IOException {
        String pattern = Files.readAllLines(Path.of("server-config/jvm.options")).stream()
                .filter(line -> line.startsWith("-Djdk.serialFilter="))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .findFirst()
                .orElseThrow();

        assertThat(Deserialization.isOpen(ObjectInputFilter.Config.createFilter(pattern)))
                .isFalse();
    }
}
