package dev.longhaul;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The packages of the library, by the one property of the build that also cuts its jar. */
public final class LibraryPackages {

    private static final Path ROOT = Path.of("src/main/java");
    private static final Pattern APPLICATION =
            Pattern.compile("<application\\.directory>(.+?)</application\\.directory>");

    private LibraryPackages() {}

    /** Their names below {@code dev.longhaul}, such as {@code cancellation}. */
    public static Set<String> names() {
        Path application = ROOT.resolve(applicationDirectory());
        try (Stream<Path> entries = Files.list(ROOT.resolve("dev/longhaul"))) {
            return entries.filter(Files::isDirectory)
                    .filter(entry -> !entry.equals(application))
                    .map(entry -> entry.getFileName().toString())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a class or another file, by its path in a jar, is the library's. */
    public static boolean contain(String path) {
        return path.startsWith("dev/longhaul/") && !path.startsWith(applicationDirectory() + "/");
    }

    private static String applicationDirectory() {
        try {
            Matcher matcher = APPLICATION.matcher(Files.readString(Path.of("pom.xml")));
            if (!matcher.find()) {
                throw new IllegalStateException("no property application.directory in pom.xml");
            }
            return matcher.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
