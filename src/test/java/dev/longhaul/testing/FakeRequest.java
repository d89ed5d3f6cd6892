package dev.longhaul.testing;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to {@code http://127.0.0.1:8080/longhaul}, as a container would hand it over; only what tests here ask of
 * one.
 */
public final class FakeRequest {

    private final String method;
    private final String path;
    private final Map<String, List<String>> headers = new HashMap<>();
    private final Map<String, String> parameters = new HashMap<>();
    private final Map<String, Object> attributes = new HashMap<>();
    private final Map<String, Object> applicationAttributes = new HashMap<>();
    private final List<Cookie> cookies = new ArrayList<>();
    private final List<Locale> locales = new ArrayList<>();
    private String protocol = "HTTP/1.1";
    private String contextPath = "/longhaul";
    private String peer = "192.0.2.7";
    private String scheme = "http";
    private String host = "127.0.0.1";
    private int port = 8080;
    private boolean parametersRead;

    /** @param path the raw path within the application, with its query if it has one */
    public FakeRequest(String method, String path) {
        this.method = method;
        this.path = path;
    }

    public FakeRequest header(String name, String value) {
        headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), absent -> new ArrayList<>())
                .add(value);
        return this;
    }

    public FakeRequest cookie(String name, String value) {
        cookies.add(new Cookie(name, value));
        return this;
    }

    public FakeRequest parameter(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    public FakeRequest attribute(String name, Object value) {
        attributes.put(name, value);
        return this;
    }

    /** What the client reads, the best first. */
    public FakeRequest accepting(String... languages) {
        for (String language : languages) {
            locales.add(Locale.forLanguageTag(language));
        }
        return this;
    }

    public FakeRequest protocol(String version) {
        protocol = version;
        return this;
    }

    public FakeRequest sentTo(String newScheme, String newHost, int newPort) {
        scheme = newScheme;
        host = newHost;
        port = newPort;
        return this;
    }

    /** The address at the other end of the TCP connection. */
    public FakeRequest from(String address) {
        peer = address;
        return this;
    }

    /** The path of the application; empty for the root. */
    public FakeRequest deployedAt(String newContextPath) {
        contextPath = newContextPath;
        return this;
    }

    public @Nullable Object attribute(String name) {
        return attributes.get(name);
    }

    /** Whether anybody asked for a parameter, which in a container reads the body. */
    public boolean parametersRead() {
        return parametersRead;
    }

    public HttpServletRequest toRequest() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                FakeRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) -> answer(called.getName(), arguments == null ? new Object[0] : arguments));
    }

    /** The application that the request is for. */
    public ServletContext toApplication() {
        return (ServletContext) Proxy.newProxyInstance(
                FakeRequest.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getAttribute" -> applicationAttributes.get((String) arguments[0]);
                    case "setAttribute" -> applicationAttributes.put((String) arguments[0], arguments[1]);
                    case "getContextPath" -> contextPath;
                    default -> throw new UnsupportedOperationException(called.getName());
                });
    }

    private @Nullable Object answer(String name, Object[] arguments) {
        String uri = contextPath + path;
        int query = uri.indexOf('?');
        return switch (name) {
            case "getMethod" -> method;
            case "getContextPath" -> contextPath;
            case "getServletContext" -> toApplication();
            case "getRequestURI" -> query < 0 ? uri : uri.substring(0, query);
            case "getQueryString" -> query < 0 ? null : uri.substring(query + 1);
            case "getProtocol" -> protocol;
            case "getLocales" -> Collections.enumeration(locales);
            case "getScheme" -> scheme;
            case "isSecure" -> scheme.equals("https");
            case "getServerName" -> host;
            case "getServerPort" -> port;
            case "getRemoteAddr" -> peer;
            case "getRemoteUser", "getUserPrincipal" -> null;
            case "getCookies" -> cookies.isEmpty() ? null : cookies.toArray(new Cookie[0]);
            case "getContentType" -> first("content-type");
            case "getContentLengthLong" -> {
                String length = first("content-length");
                yield length == null ? -1L : Long.parseLong(length);
            }
            case "getHeaderNames" -> Collections.enumeration(headers.keySet());
            case "getHeader" -> first((String) arguments[0]);
            case "getHeaders" ->
                Collections.enumeration(
                        headers.getOrDefault(((String) arguments[0]).toLowerCase(Locale.ROOT), List.of()));
            case "getParameter" -> {
                parametersRead = true;
                yield parameters.get((String) arguments[0]);
            }
            case "getAttribute" -> attributes.get((String) arguments[0]);
            case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
            default -> throw new UnsupportedOperationException(name);
        };
    }

    private @Nullable String first(String name) {
        List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null ? null : values.get(0);
    }
}
