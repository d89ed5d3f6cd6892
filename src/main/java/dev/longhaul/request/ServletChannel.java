package dev.longhaul.request;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A response of a container; its two kinds differ in when it may be written to, and in who completes it. */
abstract class ServletChannel implements Channel {

    final HttpServletResponse response;
    final ServletOutputStream out;

    ServletChannel(HttpServletResponse response) throws IOException {
        this.response = response;
        this.out = response.getOutputStream();
    }

    @Override
    public final void setStatus(int status) {
        response.setStatus(status);
    }

    @Override
    public final void setHeader(String name, String value) {
        response.setHeader(name, value);
    }

    @Override
    public final void setContentType(String type) {
        response.setContentType(type);
    }

    @Override
    public final void write(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    @Override
    public final void flush() throws IOException {
        out.flush();
    }
}
