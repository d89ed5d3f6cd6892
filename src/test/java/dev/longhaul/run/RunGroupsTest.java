package dev.longhaul.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The groups that the description of the package lists are complete, and depend downward only. */
class RunGroupsTest {

    private static final Path DESCRIPTION = Path.of("src/main/java/dev/longhaul/run/package-info.java");
    private static final Pattern ITEM = Pattern.compile("<li><b>(.*?)</b>(.*?)(?=<li>|</ul>)", Pattern.DOTALL);
    private static final Pattern CLASS = Pattern.compile("\\{@link dev\\.longhaul\\.run\\.(\\w+)}");

    private final JavaClasses classes =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.longhaul.run");

    @Test
    void each_class_is_in_one_group() throws IOException {
        List<String> listed = new ArrayList<>();
        groups().values().forEach(listed::addAll);

        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(classes.stream()
                        .map(RunGroupsTest::topLevelName)
                        .filter(name -> !name.equals("package-info"))
                        .distinct()
                        .toList());
    }

    @Test
    void a_class_uses_its_own_group_and_those_below_it() throws IOException {
        Map<String, Integer> heights = heights();
        List<String> upward = new ArrayList<>();

        for (JavaClass origin : classes) {
            origin.getDirectDependenciesFromSelf().forEach(dependency -> {
                Integer from = heights.get(topLevelName(origin));
                Integer to = heights.get(topLevelName(dependency.getTargetClass()));
                boolean isOfThisPackage =
                        dependency.getTargetClass().getPackageName().equals("dev.longhaul.run");
                if (isOfThisPackage && from != null && to != null && to < from) {
                    upward.add(dependency.getDescription());
                }
            });
        }

        assertThat(groups().keySet()).containsExactly("0 face", "1 local node", "2 table", "3 lease", "4 words");
        assertThat(upward).isEmpty();
    }

    private static Map<String, Integer> heights() throws IOException {
        Map<String, Integer> heights = new TreeMap<>();
        groups().forEach((group, names) ->
                names.forEach(name -> heights.put(name, Integer.valueOf(group.substring(0, group.indexOf(' '))))));
        return heights;
    }

    /** The names of each group's classes, under the group's number from above and its name. */
    private static Map<String, List<String>> groups() throws IOException {
        String text = Files.readString(DESCRIPTION).replace("\n * ", " ");
        Map<String, List<String>> groups = new TreeMap<>();
        Matcher item = ITEM.matcher(text);
        while (item.find()) {
            List<String> names = new ArrayList<>();
            Matcher link = CLASS.matcher(item.group(2));
            while (link.find()) {
                names.add(link.group(1));
            }
            groups.put(groups.size() + " " + item.group(1), names);
        }
        return groups;
    }

    private static String topLevelName(JavaClass item) {
        String name = item.getName().substring(item.getName().lastIndexOf('.') + 1);
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }
}
