package dev.longhaul.it.cluster;

import dev.longhaul.launcher.ServerKind;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The archive of the application in {@code dev.longhaul.it.example}: its two classes, the library and what that needs.
 */
final class ExampleApplication {

    private static final Path LIBRARY = Path.of("target/longhaul-library.jar");
    private static final Path DESCRIPTORS = Path.of("src/main/webapp/WEB-INF");

    private ExampleApplication() {}

    /**
     * Writes the archive for one node. Its settings stand in the archive, before the server's: those are of Longhaul,
     * and two applications in one server cannot be one node.
     */
    static Path write(Path file, ServerKind kind, int node, int firstClusterPort) {
        String settings = """
                config_ordinal=500
                longhaul.node.name=example-%d
                longhaul.cluster.name=example
                longhaul.cluster.port=%d
                longhaul.cluster.peers=127.0.0.1:%d,127.0.0.1:%d
                """.formatted(node, firstClusterPort + node - 1, firstClusterPort, firstClusterPort + 1);
        WebArchive archive = ShrinkWrap.create(WebArchive.class, "example.war")
                .addPackage("dev.longhaul.it.example")
                .addAsLibraries(libraries())
                .addAsResource(new StringAsset(settings), "META-INF/microprofile-config.properties")
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .setWebXML(reference())
                .addAsWebInfResource(own("jboss-web.xml"), "jboss-web.xml")
                .addAsWebInfResource(own("payara-web.xml"), "payara-web.xml")
                .addAsWebInfResource(own("jboss-deployment-structure.xml"), "jboss-deployment-structure.xml");
        if (kind == ServerKind.PAYARA) {
            // beans of a jar get their Startup there before the application has its names (java:comp/env)
            archive.merge(
                    ShrinkWrap.createFromZipFile(JavaArchive.class, LIBRARY.toFile()),
                    "WEB-INF/classes",
                    path -> path.get().contains("/dev/longhaul/"));
        } else {
            archive.addAsLibraries(LIBRARY.toFile());
        }
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        archive.as(ZipExporter.class).exportTo(file.toFile(), true);
        return file;
    }

    private static File[] libraries() {
        try (Stream<Path> jars = Files.list(Path.of("target/longhaul/WEB-INF/lib"))) {
            return jars.map(Path::toFile).toArray(File[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException("the WAR is assembled in the phase package", e);
        }
    }

    /** Longhaul's own, under another context root. */
    private static StringAsset own(String descriptor) {
        return new StringAsset(read(descriptor).replaceFirst(">[^<]*</context-root>", ">/example</context-root>"));
    }

    /** Longhaul's own reference to the pool, without its rules for who may do what. */
    private static StringAsset reference() {
        String text = read("web.xml");
        String head = text.substring(0, text.indexOf("<display-name>"));
        return new StringAsset(head + text.substring(text.indexOf("<resource-ref>")));
    }

    private static String read(String descriptor) {
        try {
            return Files.readString(DESCRIPTORS.resolve(descriptor));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
