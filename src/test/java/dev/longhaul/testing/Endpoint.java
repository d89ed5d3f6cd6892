package dev.longhaul.testing;

import java.util.Set;

/**
 * One method of one URL that the application declares.
 *
 * @param method of HTTP
 * @param path within the application; may hold {@code {templates}} and end in {@code /*}
 * @param roles what a resource method is annotated with; empty for a servlet, which only web.xml guards
 */
public record Endpoint(String method, String path, Set<String> roles) implements Comparable<Endpoint> {

    /** A path that a client could send; what stands for a template is no id of anything. */
    public String samplePath() {
        return path.replaceAll("\\{[^}]*}", "00000000-0000-0000-0000-000000000000")
                .replace("/*", "/unheard-of");
    }

    /** Whether it is a resource method, which JAX-RS calls. */
    public boolean isResource() {
        return path.startsWith("/api/");
    }

    @Override
    public int compareTo(Endpoint other) {
        int byPath = path.compareTo(other.path);
        return byPath != 0 ? byPath : method.compareTo(other.method);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
