package dev.longhaul.cluster;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One TLS handshake of an accepted connection, on a thread of its own. Closing the raw socket ends it. */
final class Handshake implements Runnable {

    private final Socket raw;
    private final SSLContext context;
    private final long sinceNanos;
    private volatile @Nullable Socket complete;
    private volatile @Nullable String failure;

    Handshake(Socket raw, SSLContext context, long sinceNanos) {
        this.raw = raw;
        this.context = context;
        this.sinceNanos = sinceNanos;
    }

    @Override
    public void run() {
        try {
            SSLSocket secured = (SSLSocket) context.getSocketFactory()
                    .createSocket(raw, raw.getInetAddress().getHostAddress(), raw.getPort(), true);
            secured.setUseClientMode(false);
            secured.setNeedClientAuth(true);
            secured.startHandshake();
            complete = secured;
        } catch (IOException | RuntimeException refused) {
            failure = String.valueOf(refused.getMessage());
        }
    }

    Socket raw() {
        return raw;
    }

    long sinceNanos() {
        return sinceNanos;
    }

    /** The connection, once its peer has shown a certificate that is trusted here. */
    @Nullable
    Socket complete() {
        return complete;
    }

    /** Why it ended in vain. */
    @Nullable
    String failure() {
        return failure;
    }
}
