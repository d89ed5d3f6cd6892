package dev.longhaul.testing;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Records what was answered. */
public final class FakeResponse {

    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status = 200;
    private boolean error;

    public int status() {
        return status;
    }

    /** Whether the container's error page was asked for. */
    public boolean isError() {
        return error;
    }

    public @Nullable String header(String name) {
        List<String> values = headers.get(name);
        return values == null ? null : values.get(0);
    }

    public List<String> headers(String name) {
        return headers.getOrDefault(name, List.of());
    }

    public String body() {
        return body.toString(StandardCharsets.UTF_8);
    }

    public HttpServletResponse toResponse() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                FakeResponse.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, called, arguments) -> answer(called.getName(), arguments == null ? new Object[0] : arguments));
    }

    private @Nullable Object answer(String name, Object[] arguments) {
        switch (name) {
            case "setStatus" -> status = (int) arguments[0];
            case "sendError" -> {
                status = (int) arguments[0];
                error = true;
            }
            case "setHeader" -> headers.put((String) arguments[0], new ArrayList<>(List.of((String) arguments[1])));
            case "addHeader" ->
                headers.computeIfAbsent((String) arguments[0], absent -> new ArrayList<>())
                        .add((String) arguments[1]);
            case "setContentType" -> headers.put("Content-Type", List.of((String) arguments[0]));
            case "setContentLength" -> headers.put("Content-Length", List.of(arguments[0].toString()));
            case "getOutputStream" -> {
                return new Recorder(body);
            }
            default -> throw new UnsupportedOperationException(name);
        }
        return null;
    }

    private static final class Recorder extends ServletOutputStream {

        private final ByteArrayOutputStream body;

        Recorder(ByteArrayOutputStream body) {
            this.body = body;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException("this response is written by blocking");
        }

        @Override
        public void write(int value) {
            body.write(value);
        }
    }
}
