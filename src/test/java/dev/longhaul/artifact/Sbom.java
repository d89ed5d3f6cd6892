package dev.longhaul.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** A software bill of materials of this build. */
record Sbom(JsonObject document) {

    static final Path WAR = Path.of("target/longhaul.war");

    private static final String IN_WAR = "META-INF/sbom/longhaul.cdx.json";

    /** Of the WAR. Skips the test when Maven was offline and so made none, unless this is a build that must have it. */
    static Sbom ofWar() throws IOException {
        try (JarFile war = new JarFile(WAR.toFile())) {
            ZipEntry entry = war.getEntry(IN_WAR);
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                assertThat(entry).as(IN_WAR).isNotNull();
            }
            assumeThat(entry)
                    .as(IN_WAR + ", which Maven does not make when it is offline")
                    .isNotNull();
            try (InputStream bytes = war.getInputStream(entry)) {
                return new Sbom(Component.json(bytes));
            }
        }
    }

    /** Of the library, as it is installed beside it. */
    static Sbom ofLibrary() throws IOException {
        try (InputStream bytes = Files.newInputStream(Path.of("target/artifacts/longhaul.cdx.json"))) {
            return new Sbom(Component.json(bytes));
        }
    }

    List<Component> components() {
        return Component.ofSbom(document, "the WAR");
    }

    List<JsonObject> parts() {
        return document.getJsonArray("components").getValuesAs(JsonObject.class);
    }
}
