package dev.longhaul.artifact;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * A part of what runs on a server.
 *
 * @param name group and artifact, as in {@code org.jgroups:jgroups}
 * @param place where it was found, for people
 */
record Component(String name, String version, String place) {

    private static final Pattern COORDINATES = Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.properties");

    /** The components of a CycloneDX document. */
    static List<Component> ofSbom(JsonObject sbom, String place) {
        return sbom.getJsonArray("components").getValuesAs(JsonObject.class).stream()
                .map(part -> new Component(
                        part.getString("group") + ":" + part.getString("name"), part.getString("version"), place))
                .toList();
    }

    /** What the jars below a directory say of themselves. A jar that Maven did not build says nothing. */
    static List<Component> ofJars(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .flatMap(jar -> ofJar(jar).stream())
                    .distinct()
                    .toList();
        }
    }

    private static List<Component> ofJar(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .filter(entry -> COORDINATES.matcher(entry.getName()).matches())
                    .map(entry -> of(properties(file, entry), jar.toString()))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + jar, e);
        }
    }

    private static Component of(Properties coordinates, String place) {
        return new Component(
                coordinates.getProperty("groupId") + ":" + coordinates.getProperty("artifactId"),
                coordinates.getProperty("version"),
                place);
    }

    private static Properties properties(JarFile jar, ZipEntry entry) {
        try (InputStream bytes = jar.getInputStream(entry)) {
            Properties properties = new Properties();
            properties.load(bytes);
            return properties;
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + entry + " of " + jar.getName(), e);
        }
    }

    static JsonObject json(InputStream bytes) {
        try (JsonReader reader = Json.createReader(bytes)) {
            return reader.readObject();
        }
    }
}
