package dev.longhaul.documentation;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a document calls by the name of a Java type is a type of ours, or one that our classes use. */
class DocumentedTypesTest {

    /** Types of servers, browsers and other libraries that our classes do not name, and headers of HTTP. */
    private static final Set<String> FOREIGN = Set.of(
            "AbortController",
            "BeanPropertiesCache",
            "Dispose",
            "EnhancedQueueExecutor",
            "Http2Stream",
            "HttpHeaders",
            "HttpSession",
            "JVMThreadInfoStatsProvider",
            "Link",
            "Location",
            "Parent",
            "Part",
            "StreamingOutput");

    private static final Pattern NAME = Pattern.compile("`([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)(?:[.(#][^`]*)?`");

    @Test
    void every_type_that_a_document_names_exists() {
        Set<String> known = new HashSet<>(FOREIGN);
        MainClasses.all().forEach(type -> {
            known.add(type.getSimpleName());
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .map(JavaClass::getSimpleName)
                    .forEach(known::add);
        });
        for (String root : List.of("src/launcher/java", "src/testkit/java", "src/test/java")) {
            known.addAll(Sources.below(Path.of(root), ".java").keySet().stream()
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(toSet()));
        }

        Map<Path, String> documents = Sources.below(Path.of("docs"), ".md");
        documents.put(Path.of("README.md"), Sources.read(Path.of("README.md")));
        Map<Path, Set<String>> unknown = new TreeMap<>();
        documents.forEach((file, text) -> {
            Set<String> names = NAME.matcher(text)
                    .results()
                    .map(match -> match.group(1))
                    .filter(name -> !known.contains(name))
                    .collect(toCollection(TreeSet::new));
            if (!names.isEmpty()) {
                unknown.put(file, names);
            }
        });

        assertThat(unknown).isEmpty();
    }
}
