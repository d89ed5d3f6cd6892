package dev.longhaul.artifact;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A POM as it is installed. */
final class PublishedPom {

    /** One dependency; the scope is {@code compile} where the POM names none. */
    record Dependency(String artifactId, String version, String scope, boolean optional) {

        String jar() {
            return artifactId + "-" + version + ".jar";
        }

        boolean comesUnasked() {
            return !optional && (scope.equals("compile") || scope.equals("runtime"));
        }
    }

    private final Document document;

    private PublishedPom(Document document) {
        this.document = document;
    }

    static PublishedPom of(String artifactId) {
        return read(Path.of("target/artifacts", artifactId + ".pom"));
    }

    static PublishedPom read(Path file) {
        try {
            return new PublishedPom(
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()));
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }

    List<Dependency> dependencies() {
        return elements(document.getElementsByTagName("dependency")).stream()
                .map(element -> new Dependency(
                        text(element, "artifactId", ""),
                        text(element, "version", ""),
                        text(element, "scope", "compile"),
                        Boolean.parseBoolean(text(element, "optional", "false"))))
                .toList();
    }

    /** The text of one element of the project itself, without the layout. */
    String text(String name) {
        return elements(document.getDocumentElement().getElementsByTagName(name)).stream()
                .filter(element -> element.getParentNode().equals(document.getDocumentElement()))
                .map(element -> element.getTextContent().strip().replaceAll("\\s+", " "))
                .findFirst()
                .orElse("");
    }

    private static String text(Element parent, String name, String otherwise) {
        NodeList found = parent.getElementsByTagName(name);
        return found.getLength() == 0 ? otherwise : found.item(0).getTextContent();
    }

    private static List<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(index -> (Element) nodes.item(index))
                .toList();
    }
}
