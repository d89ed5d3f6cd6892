package dev.longhaul.request;

/** The response of a request that other code answers: nothing is ever written here. */
final class SilentChannel implements Channel {

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public boolean mayBlock() {
        return false;
    }

    @Override
    public void setStatus(int status) {}

    @Override
    public void setHeader(String name, String value) {}

    @Override
    public void setContentType(String type) {}

    @Override
    public void setLength(int bytes) {}

    @Override
    public void write(byte[] bytes) {}

    @Override
    public void flush() {}

    @Override
    public void complete() {}
}
