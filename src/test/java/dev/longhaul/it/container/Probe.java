package dev.longhaul.it.container;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import org.assertj.core.api.Assertions;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The small application that carries tests into a server: Longhaul's database package, beside Longhaul itself. */
final class Probe {

    private static final Path DESCRIPTORS = Path.of("src/main/webapp/WEB-INF");
    private static final Path LIBRARIES = Path.of("target/longhaul/WEB-INF/lib");

    private Probe() {}

    static WebArchive archive() {
        return ShrinkWrap.create(WebArchive.class, "probe.war")
                .addPackage("dev.longhaul.it.container")
                .addPackage("dev.longhaul.database")
                .addPackage("dev.longhaul.settings")
                .addPackage("dev.longhaul.lifecycle")
                .addPackage("dev.longhaul.cancellation")
                .addAsResource("dev/longhaul/it/container/V1__probe.sql")
                .addAsResource("dev/longhaul/database/V1__database_id.sql")
                .addAsResource("dev/longhaul/database/V2__probe.sql")
                .addAsLibraries(librariesOfTheApplication())
                .addAsLibraries(jarOf(Assertions.class), jarOf(ByteBuddy.class))
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .setWebXML(withoutRules())
                .addAsWebInfResource(own("jboss-web.xml"), "jboss-web.xml")
                .addAsWebInfResource(own("payara-web.xml"), "payara-web.xml")
                .addAsWebInfResource(own("jboss-deployment-structure.xml"), "jboss-deployment-structure.xml");
    }

    /** Longhaul's own, under another context root. */
    private static StringAsset own(String descriptor) {
        return new StringAsset(read(descriptor).replaceFirst(">[^<]*</context-root>", ">/probe</context-root>"));
    }

    /** Longhaul's own reference to the pool; its rules would refuse Arquillian's servlet. */
    private static StringAsset withoutRules() {
        String text = read("web.xml");
        String head = text.substring(0, text.indexOf("<display-name>"));
        String reference = text.substring(text.indexOf("<resource-ref>"));
        return new StringAsset(head + reference);
    }

    private static String read(String descriptor) {
        try {
            return Files.readString(DESCRIPTORS.resolve(descriptor));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static File[] librariesOfTheApplication() {
        try (Stream<Path> jars = Files.list(LIBRARIES)) {
            return jars.filter(jar -> Stream.of("flyway", "jackson", "jdbi", "geantyref", "slf4j", "jspecify")
                            .anyMatch(jar.getFileName().toString()::startsWith))
                    .map(Path::toFile)
                    .toArray(File[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException("the WAR is assembled in the phase package", e);
        }
    }

    private static File jarOf(Class<?> type) {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }
}
