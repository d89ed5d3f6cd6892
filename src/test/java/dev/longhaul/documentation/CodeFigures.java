package dev.longhaul.documentation;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What can be counted in the sources. No document holds these figures, because they would be wrong after each change.
 */
final class CodeFigures {

    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern FIELD_THAT_DOES_NOTHING = Pattern.compile(
            "(?m)^ +(?:(?:private|protected|public|static|volatile) )*(?!.*\\bfinal\\b)[\\w<>?, .]+ (\\w+)\\s*=\\s*"
                    + "(?:\\w+|\\([\\w, ]*\\)) -> (?:\\{}|true|false|null);");

    private CodeFigures() {}

    static String text() throws IOException {
        return "files per package\n" + filesPerPackage() + "\nlines of the ten largest classes\n" + largest()
                + "\nlate-bound fields\n" + lateBoundFields()
                + "\ntest classes\n" + testClasses();
    }

    private static String filesPerPackage() throws IOException {
        Map<String, Long> files = sources(MAIN).stream()
                .filter(file -> !file.endsWith("package-info.java"))
                .collect(groupingBy(
                        file -> MAIN.relativize(file.getParent()).toString().replace('/', '.'),
                        TreeMap::new,
                        counting()));
        return lines(files) + "%5d in all%n".formatted(sources(MAIN).size());
    }

    private static String largest() throws IOException {
        Map<String, Long> lines = new TreeMap<>();
        for (Path file : sources(MAIN)) {
            try (Stream<String> text = Files.lines(file)) {
                lines.put(MAIN.relativize(file).toString(), text.count());
            }
        }
        return lines.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(10)
                .map(entry -> "%5d %s%n".formatted(entry.getValue(), entry.getKey()))
                .collect(joining());
    }

    private static String lateBoundFields() throws IOException {
        StringBuilder found = new StringBuilder();
        int[] count = {0};
        for (Path file : sources(MAIN)) {
            FIELD_THAT_DOES_NOTHING.matcher(Files.readString(file)).results().forEach(field -> {
                found.append("      ")
                        .append(MAIN.relativize(file))
                        .append(' ')
                        .append(field.group(1))
                        .append('\n');
                count[0]++;
            });
        }
        return "%5d%n%s".formatted(count[0], found);
    }

    private static String testClasses() throws IOException {
        List<Path> files = sources(TESTS);
        Map<String, Long> kinds = new TreeMap<>();
        for (String kind : List.of("Test", "IT", "Contract")) {
            kinds.put(
                    "named …" + kind,
                    files.stream()
                            .filter(file -> file.toString().endsWith(kind + ".java"))
                            .count());
        }
        return lines(kinds) + "%5d files of test code in all%n".formatted(files.size());
    }

    private static String lines(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> "%5d %s%n".formatted(entry.getValue(), entry.getKey()))
                .collect(joining());
    }

    private static List<Path> sources(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }
}
