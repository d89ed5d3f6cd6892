package dev.longhaul.request;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The response of a request whose own thread does the work; others write to it only while that thread holds it open. */
final class BlockingChannel implements Channel {

    private final HttpServletResponse response;
    private final ServletOutputStream out;

    BlockingChannel(HttpServletResponse response) throws IOException {
        this.response = response;
        // WildFly swallows what a flush throws, so what is written must not wait in its buffer for one
        response.setBufferSize(1);
        this.out = response.getOutputStream();
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public boolean mayBlock() {
        return true;
    }

    @Override
    public void setStatus(int status) {
        response.setStatus(status);
    }

    @Override
    public void setHeader(String name, String value) {
        response.setHeader(name, value);
    }

    @Override
    public void setContentType(String type) {
        response.setContentType(type);
    }

    /** The client has the whole answer with the last byte, though the request's thread may return much later. */
    @Override
    public void setLength(int bytes) {
        response.setContentLength(bytes);
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /** Nothing: the container completes when the request's thread returns. */
    @Override
    public void complete() {}
}
