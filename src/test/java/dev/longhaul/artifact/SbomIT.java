package dev.longhaul.artifact;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What the WAR says that it is made of. */
class SbomIT {

    private static final String LIBRARIES = "WEB-INF/lib/";

    @Test
    void the_sbom_of_the_war_names_each_jar_in_it_once_with_its_version_and_digest() throws Exception {
        Map<String, String> named = Sbom.ofWar().parts().stream()
                .collect(toMap(
                        part -> part.getString("name") + "-" + part.getString("version") + ".jar", SbomIT::sha256));

        assertThat(new TreeMap<>(named)).isEqualTo(digestsOfJars());
    }

    @Test
    void the_sbom_is_the_same_in_every_build() throws IOException {
        JsonObject document = Sbom.ofWar().document();

        assertThat(document).doesNotContainKey("serialNumber");
        assertThat(document.getJsonObject("metadata")).doesNotContainKey("timestamp");
    }

    private static String sha256(JsonObject part) {
        return part.getJsonArray("hashes").getValuesAs(JsonObject.class).stream()
                .filter(hash -> hash.getString("alg").equals("SHA-256"))
                .map(hash -> hash.getString("content"))
                .findFirst()
                .orElse("none");
    }

    private static Map<String, String> digestsOfJars() throws Exception {
        Map<String, String> digests = new TreeMap<>();
        try (JarFile war = new JarFile(Sbom.WAR.toFile())) {
            for (ZipEntry entry : war.stream()
                    .filter(file -> file.getName().startsWith(LIBRARIES) && !file.isDirectory())
                    .toList()) {
                try (InputStream bytes = war.getInputStream(entry)) {
                    byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.readAllBytes());
                    digests.put(
                            entry.getName().substring(LIBRARIES.length()),
                            HexFormat.of().formatHex(digest));
                }
            }
        }
        return digests;
    }
}
