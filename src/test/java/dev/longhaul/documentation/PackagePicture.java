package dev.longhaul.documentation;

import static java.util.stream.Collectors.joining;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packages as a picture and as two tables. A package stands for its leaves as well ({@code shop.security} for
 * {@code shop.security.web}), as in the table of allowed imports.
 */
final class PackagePicture {

    private static final Pattern FEATURE = Pattern.compile("dev\\.longhaul\\.((?:shop\\.)?\\w+)((?:\\.\\w+)*)");
    private static final Pattern FIRST_SENTENCE = Pattern.compile("(?s)/\\*\\*(.*?\\.)(?=\\s|\\*/)");
    private static final Pattern TAG = Pattern.compile("\\{@\\w+\\s+(?:[^}\\s]*\\.)?([^}\\s]+)\\s*}");

    private final Map<String, Set<String>> imports = new TreeMap<>();
    private final Map<String, Set<String>> leaves = new TreeMap<>();
    private final Map<String, Integer> levels = new TreeMap<>();

    PackagePicture(Iterable<JavaClass> classes) {
        classes.forEach(this::add);
        imports.keySet().forEach(name -> level(name, new LinkedHashSet<>()));
    }

    private void add(JavaClass type) {
        Matcher matcher = FEATURE.matcher(type.getPackageName());
        if (!matcher.matches()) {
            return;
        }
        String from = matcher.group(1);
        Set<String> targets = imports.computeIfAbsent(from, name -> new TreeSet<>());
        if (!matcher.group(2).isEmpty()) {
            leaves.computeIfAbsent(from, name -> new TreeSet<>())
                    .add(matcher.group(2).substring(1));
        }
        type.getDirectDependenciesFromSelf().forEach(dependency -> {
            Matcher target = FEATURE.matcher(dependency.getTargetClass().getPackageName());
            if (target.matches() && !target.group(1).equals(from)) {
                targets.add(target.group(1));
            }
        });
    }

    private int level(String name, Set<String> above) {
        if (!above.add(name)) {
            throw new IllegalStateException("packages import each other in a circle: " + above + " and " + name);
        }
        Integer known = levels.get(name);
        if (known == null) {
            known = 1
                    + importsOf(name).stream()
                            .mapToInt(target -> level(target, above))
                            .max()
                            .orElse(-1);
            levels.put(name, known);
        }
        above.remove(name);
        return known;
    }

    /** The Markdown between the two marks of the document. */
    String markdown() {
        List<String> library = highestFirst(false);
        List<String> application = highestFirst(true);
        Set<String> crossing = new TreeSet<>();
        application.forEach(name -> importsOf(name).stream()
                .filter(target -> !isApplication(target))
                .forEach(crossing::add));
        return "```mermaid\nflowchart TD\n"
                + subgraph("application", "Application: dev.longhaul.shop", application)
                + subgraph("library", "Library: dev.longhaul", library)
                + arrows()
                + "```\n\nAn arrow means \"imports\". An import that follows from other arrows is not drawn; the tables have them"
                + " all. A\npackage stands one level above the highest package that it imports.\n\n"
                + "**The border.** The application imports " + crossing.size() + " of the library's " + library.size()
                + " packages. The library imports " + importedBack(library) + " of the application.\n\n"
                + table("Application", application)
                + "\n"
                + table("Library", library);
    }

    private String importedBack(List<String> library) {
        Set<String> back = new TreeSet<>();
        library.forEach(name ->
                importsOf(name).stream().filter(PackagePicture::isApplication).forEach(back::add));
        return back.isEmpty() ? "nothing" : back.toString();
    }

    private String table(String building, List<String> names) {
        return "| " + building + " | Level | Purpose | Imports | Leaves |\n|---|---|---|---|---|\n"
                + names.stream()
                        .map(name -> "| `%s` | %d | %s | %s | %s |\n"
                                .formatted(
                                        name,
                                        levels.get(name),
                                        purpose(name),
                                        listed(importsOf(name)),
                                        listed(leaves.getOrDefault(name, Set.of()))))
                        .collect(joining());
    }

    private static String subgraph(String id, String title, List<String> names) {
        return "  subgraph " + id + "[\"" + title + "\"]\n"
                + names.stream()
                        .map(name -> "    " + id(name) + "[" + name.replaceFirst("^shop\\.", "") + "]\n")
                        .collect(joining())
                + "  end\n";
    }

    private String arrows() {
        return imports.keySet().stream()
                .flatMap(from -> importsOf(from).stream()
                        .filter(to -> !followsFromOthers(from, to))
                        .map(to -> "  " + id(from) + " --> " + id(to) + "\n"))
                .collect(joining());
    }

    private boolean followsFromOthers(String from, String to) {
        return importsOf(from).stream().anyMatch(between -> !between.equals(to) && reaches(between, to));
    }

    private boolean reaches(String from, String to) {
        return importsOf(from).contains(to) || importsOf(from).stream().anyMatch(next -> reaches(next, to));
    }

    private Set<String> importsOf(String name) {
        return imports.getOrDefault(name, Set.of());
    }

    private List<String> highestFirst(boolean ofApplication) {
        return imports.keySet().stream()
                .filter(name -> isApplication(name) == ofApplication)
                .sorted(Comparator.<String, Integer>comparing(levels::get)
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static boolean isApplication(String name) {
        return name.equals(MainClasses.APPLICATION) || name.startsWith(MainClasses.APPLICATION + ".");
    }

    private static String id(String name) {
        return name.replace('.', '_');
    }

    private static String listed(Set<String> names) {
        return names.isEmpty()
                ? "–"
                : names.stream().map(name -> "`" + name + "`").collect(joining(", "));
    }

    /** The first sentence of the package's documentation. */
    private static String purpose(String name) {
        Path file = Path.of("src/main/java/dev/longhaul", name.split("\\.")).resolve("package-info.java");
        try {
            Matcher sentence = FIRST_SENTENCE.matcher(Files.readString(file));
            if (!sentence.find()) {
                throw new IllegalStateException(file + " does not begin with a sentence");
            }
            String text = sentence.group(1).replaceAll("\\s*\\n \\*\\s*", " ").strip();
            return TAG.matcher(text).replaceAll("`$1`").replace("|", "\\|");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
