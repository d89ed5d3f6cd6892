package dev.longhaul.shop.security.body;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body is read through this class, and whose parameters come from our parser, not from the container's.
 * Keeps its address as the client sent it; a dispatch may decode it.
 */
final class BodyRequest extends HttpServletRequestWrapper {

    private final RequestAddress address;
    private final ServletInputStream body;
    private final Map<String, String[]> parameters;
    private @Nullable BufferedReader reader;

    BodyRequest(
            HttpServletRequest request,
            RequestAddress address,
            ServletInputStream body,
            Map<String, String[]> parameters) {
        super(request);
        this.address = address;
        this.body = body;
        this.parameters = Collections.unmodifiableMap(parameters);
    }

    @Override
    public ServletInputStream getInputStream() {
        return body;
    }

    @Override
    public BufferedReader getReader() {
        if (reader == null) {
            reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        }
        return reader;
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values.clone();
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return parameters;
    }

    @Override
    public String getRequestURI() {
        return address.uri();
    }

    @Override
    public StringBuffer getRequestURL() {
        return new StringBuffer(address.url());
    }

    @Override
    public @Nullable String getQueryString() {
        return address.query();
    }
}
