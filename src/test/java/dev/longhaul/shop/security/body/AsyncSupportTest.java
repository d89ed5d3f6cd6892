package dev.longhaul.shop.security.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A body is collected asynchronously, so each servlet and filter on its way must support that. */
class AsyncSupportTest {

    private static final Path SHOP = Path.of("src/main/java/dev/longhaul/shop");
    private static final Pattern ANNOTATION = Pattern.compile("@WebServlet\\(([^)]*)\\)");
    private static final Pattern ELEMENT = Pattern.compile("<(servlet|filter)>(.*?)</\\1>", Pattern.DOTALL);

    @Test
    void every_annotated_servlet_that_takes_a_body_supports_asynchronous_requests() throws IOException {
        try (Stream<Path> files = Files.walk(SHOP)) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            for (Path source : sources) {
                String text = Files.readString(source);
                Matcher annotation = ANNOTATION.matcher(text);
                if (annotation.find() && (text.contains("void doPost(") || text.contains("void doPut("))) {
                    assertThat(annotation.group(1)).as("%s", source).contains("asyncSupported = true");
                }
            }
        }
    }

    @Test
    void every_servlet_and_filter_of_the_descriptor_supports_asynchronous_requests() throws IOException {
        String descriptor = Files.readString(Path.of("src/main/webapp/WEB-INF/web.xml"));

        List<String> elements = ELEMENT.matcher(descriptor)
                .results()
                .map(found -> found.group(2))
                .toList();

        assertThat(elements).hasSizeGreaterThan(5).allMatch(element -> element.contains("<async-supported>true"));
    }
}
