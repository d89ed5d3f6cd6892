package dev.longhaul.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Every endpoint that the compiled application declares, in web.xml or by annotation, so that no test list can be old.
 */
public final class Endpoints {

    private static final String REST = "/api";
    private static final Set<String> HANDLERS = Set.of("doGet", "doPost", "doPut", "doDelete", "doPatch");

    private Endpoints() {}

    public static List<Endpoint> all() {
        List<Class<?>> classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.longhaul").stream()
                        .filter(type -> type.isAnnotatedWith(Path.class) || type.isAssignableTo(HttpServlet.class))
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
        Map<String, String> mapped = new HashMap<>(WebXml.read().servletClasses());
        Set<Endpoint> endpoints = new TreeSet<>();
        for (Class<?> type : classes) {
            List<String> patterns = new ArrayList<>();
            mapped.forEach((pattern, name) -> {
                if (name.equals(type.getName())) {
                    patterns.add(pattern);
                }
            });
            WebServlet servlet = type.getAnnotation(WebServlet.class);
            if (servlet != null) {
                patterns.addAll(Arrays.asList(servlet.value()));
                patterns.addAll(Arrays.asList(servlet.urlPatterns()));
            }
            patterns.forEach(pattern -> endpoints.addAll(ofServlet(type, pattern)));
            if (type.isAnnotationPresent(Path.class)) {
                endpoints.addAll(ofResource(type));
            }
        }
        return List.copyOf(endpoints);
    }

    private static List<Endpoint> ofServlet(Class<?> type, String pattern) {
        return Arrays.stream(type.getDeclaredMethods())
                .map(Method::getName)
                .filter(HANDLERS::contains)
                .map(name -> new Endpoint(name.substring(2).toUpperCase(Locale.ROOT), pattern, Set.of()))
                .toList();
    }

    private static List<Endpoint> ofResource(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .flatMap(method -> Stream.of(method.getAnnotations())
                        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                        .filter(verb -> verb != null)
                        .map(verb -> new Endpoint(verb.value(), path(type, method), roles(type, method))))
                .toList();
    }

    private static String path(Class<?> type, Method method) {
        Path own = method.getAnnotation(Path.class);
        String joined = REST + "/" + type.getAnnotation(Path.class).value() + "/" + (own == null ? "" : own.value());
        return joined.replaceAll("/+", "/").replaceAll("/$", "");
    }

    private static Set<String> roles(Class<?> type, Method method) {
        return Stream.<Annotation>of(method.getAnnotation(RolesAllowed.class), type.getAnnotation(RolesAllowed.class))
                .filter(RolesAllowed.class::isInstance)
                .findFirst()
                .map(annotation -> Set.of(((RolesAllowed) annotation).value()))
                .orElse(Set.of());
    }
}
