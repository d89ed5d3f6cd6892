package dev.longhaul.testing;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Reads the application's {@code web.xml}: its servlets, and its constraints as Servlet 6.0, section 13.8, applies
 * them.
 */
public final class WebXml {

    private static final Path FILE = Path.of("src/main/webapp/WEB-INF/web.xml");

    private final Document document;
    private final List<Constraint> constraints;

    private WebXml(Document document) {
        this.document = document;
        this.constraints = elements(document.getDocumentElement(), "security-constraint").stream()
                .flatMap(WebXml::constraints)
                .toList();
    }

    public static WebXml read() {
        try {
            return new WebXml(
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(FILE.toFile()));
        } catch (Exception e) {
            throw new IllegalStateException("cannot read " + FILE, e);
        }
    }

    /** Class name of each servlet by its URL pattern. */
    public Map<String, String> servletClasses() {
        Map<String, String> classes = new HashMap<>();
        elements(document.getDocumentElement(), "servlet")
                .forEach(servlet -> classes.put(text(servlet, "servlet-name"), text(servlet, "servlet-class")));
        Map<String, String> byPattern = new HashMap<>();
        for (Element mapping : elements(document.getDocumentElement(), "servlet-mapping")) {
            for (String pattern : texts(mapping, "url-pattern")) {
                byPattern.put(pattern, classes.getOrDefault(text(mapping, "servlet-name"), ""));
            }
        }
        return byPattern;
    }

    public boolean deniesUncoveredMethods() {
        return !elements(document.getDocumentElement(), "deny-uncovered-http-methods")
                .isEmpty();
    }

    /**
     * Which roles the constraints let in: empty for nobody, {@code public} for everybody, {@code **} for who is signed
     * in.
     */
    public Set<String> rolesFor(String method, String path) {
        Optional<String> best = constraints.stream()
                .flatMap(constraint -> constraint.patterns().stream())
                .filter(pattern -> matches(pattern, path))
                .max(Comparator.comparing((String pattern) -> pattern.equals(path))
                        .thenComparing(String::length));
        List<Constraint> applying = constraints.stream()
                .filter(constraint -> best.isPresent() && constraint.patterns().contains(best.get()))
                .filter(constraint ->
                        constraint.methods().isEmpty() || constraint.methods().contains(method))
                .toList();
        if (applying.stream().anyMatch(constraint -> constraint.roles().isEmpty())) {
            return Set.of();
        }
        return applying.stream()
                .flatMap(constraint -> constraint.roles().stream())
                .collect(Collectors.toSet());
    }

    private static boolean matches(String pattern, String path) {
        if (pattern.endsWith("/*")) {
            String prefix = pattern.substring(0, pattern.length() - 2);
            return path.equals(prefix) || path.startsWith(prefix + "/");
        }
        return pattern.equals(path);
    }

    /** Each collection of a constraint is a rule of its own: its methods belong to its patterns alone. */
    private static Stream<Constraint> constraints(Element element) {
        List<Element> auth = elements(element, "auth-constraint");
        List<String> roles = auth.isEmpty() ? List.of("public") : texts(auth.get(0), "role-name");
        return elements(element, "web-resource-collection").stream()
                .map(collection ->
                        new Constraint(texts(collection, "url-pattern"), texts(collection, "http-method"), roles));
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(index -> (Element) nodes.item(index))
                .toList();
    }

    private static List<String> texts(Element parent, String name) {
        return elements(parent, name).stream()
                .map(element -> element.getTextContent().strip())
                .toList();
    }

    private static String text(Element parent, String name) {
        return texts(parent, name).get(0);
    }

    private record Constraint(List<String> patterns, List<String> methods, List<String> roles) {}
}
