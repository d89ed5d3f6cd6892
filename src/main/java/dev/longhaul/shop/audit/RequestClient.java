package dev.longhaul.shop.audit;

/**
 * The client on whose request a thread works. Bound by the filter that knows where the request comes from, so that no
 * code in between has to hand the address on.
 */
public final class RequestClient implements AutoCloseable {

    private static final ThreadLocal<String> ADDRESS = new ThreadLocal<>();

    private RequestClient() {}

    /** Binds the address to this thread until the result is closed, on the same thread. */
    public static RequestClient bind(String address) {
        ADDRESS.set(address);
        return new RequestClient();
    }

    /** The address of the client; empty on a thread that works on no request. */
    static String address() {
        String bound = ADDRESS.get();
        return bound == null ? "" : bound;
    }

    @Override
    public void close() {
        ADDRESS.remove();
    }
}
