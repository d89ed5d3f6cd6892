package dev.longhaul.shop.file.workbook;

import dev.longhaul.shop.file.xml.BrokenXmlException;
import dev.longhaul.shop.file.xml.XmlReader;
import dev.longhaul.shop.file.xml.XmlReader.Event;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which parts a part of a workbook refers to (ECMA-376 part 2, section 9.3). */
final class Relations {

    private static final int MAX_RELATIONS = 10_000;

    private Relations() {}

    /**
     * A part that is referred to.
     *
     * @param type the last word of its type, such as {@code worksheet}
     */
    record Target(String type, String part) {}

    /**
     * By their ids; empty when the part refers to none.
     *
     * @param part empty for the package itself
     */
    static Map<String, Target> of(WorkbookParts parts, String part) throws IOException, BrokenWorkbookException {
        int slash = part.lastIndexOf('/') + 1;
        String folder = part.substring(0, slash);
        String name = folder + "_rels/" + part.substring(slash) + ".rels";
        Map<String, Target> targets = new LinkedHashMap<>();
        InputStream bytes = parts.open(name);
        if (bytes == null) {
            return targets;
        }
        try (XmlReader xml = XmlReader.open(bytes, null)) {
            for (Event event = xml.next(); event != Event.END_OF_DOCUMENT; event = xml.next()) {
                if (event == Event.START && xml.localName().equals("Relationship")) {
                    String type = Workbook.orEmpty(xml.attribute("Type"));
                    String target = resolved(folder, Workbook.orEmpty(xml.attribute("Target")));
                    targets.put(
                            Workbook.orEmpty(xml.attribute("Id")),
                            new Target(type.substring(type.lastIndexOf('/') + 1), target));
                }
                if (targets.size() > MAX_RELATIONS) {
                    throw new BrokenWorkbookException("the workbook has more than " + MAX_RELATIONS + " parts");
                }
            }
        } catch (BrokenXmlException e) {
            throw new BrokenWorkbookException(name, e);
        }
        return targets;
    }

    private static String resolved(String folder, String target) {
        String path = target.startsWith("/") ? target : folder + target;
        Deque<String> steps = new ArrayDeque<>();
        for (String step : path.replace('\\', '/').split("/", -1)) {
            if (step.equals("..")) {
                steps.pollLast();
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.addLast(step);
            }
        }
        return String.join("/", steps);
    }
}
