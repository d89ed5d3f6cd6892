package dev.longhaul.cluster;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jgroups.util.DefaultThreadFactory;
import org.jgroups.util.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Accepts the connections of the cluster channel, however many others are half open. JGroups accepts on one thread,
 * which also reads the first bytes of the peer, so each silent connection would hold up all later ones for a second.
 * Here {@link #accept} returns only connections whose peer has sent something and, with TLS, whose handshake is
 * complete.
 *
 * <p>A connection costs no thread before its first byte has come. Each handshake has a thread of its own, at most 16 at
 * once. Both have 5 s. When too many are pending the oldest is closed, not the newest refused: a peer sends at once and
 * a handshake takes milliseconds, so what has been pending longest is least likely to be a peer.
 *
 * <p>For maintainers: sockets and not channels of NIO, because an interrupt of a thread that sends would close those.
 */
final class HandshakeServerSocket extends ServerSocket {

    private static final System.Logger LOG = System.getLogger(HandshakeServerSocket.class.getName());

    private static final int MOST_SILENT = 256;
    private static final int MOST_HANDSHAKES = 16;
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration BETWEEN_WARNINGS = Duration.ofSeconds(10);
    private static final int CHECK_EVERY_MILLIS = 10;

    private final Optional<SSLContext> tls;
    private final ThreadFactory threads = new DefaultThreadFactory("handshake", true);
    // oldest first; guarded by this
    private final Deque<Silent> silent = new ArrayDeque<>();
    private final Deque<Handshake> handshakes = new ArrayDeque<>();
    private long warnedNanos = System.nanoTime() - BETWEEN_WARNINGS.toNanos();

    /** A connection whose peer has sent nothing. */
    private record Silent(Socket socket, long sinceNanos) {}

    /** @param tls empty for a channel that is open */
    HandshakeServerSocket(Optional<SSLContext> tls) throws IOException {
        this.tls = tls;
    }

    /** Waits for the next connection that is ready. For one thread. */
    @Override
    public Socket accept() throws IOException {
        while (true) {
            Socket ready = takeReady();
            if (ready != null) {
                return ready;
            }
            acceptOne();
        }
    }

    private void acceptOne() throws IOException {
        setSoTimeout(isAnyPending() ? CHECK_EVERY_MILLIS : 0);
        try {
            add(super.accept());
        } catch (SocketTimeoutException none) {
            LOG.log(Level.TRACE, "no new connection; the pending ones are checked again");
        }
    }

    private synchronized boolean isAnyPending() {
        return !silent.isEmpty() || !handshakes.isEmpty();
    }

    private synchronized void add(Socket socket) {
        silent.add(new Silent(socket, System.nanoTime()));
        if (silent.size() > MOST_SILENT) {
            refuse(silent.remove().socket(), "too many connections have sent nothing");
        }
        if (isClosed()) {
            closePending();
        }
    }

    private synchronized @Nullable Socket takeReady() {
        long now = System.nanoTime();
        for (Iterator<Silent> all = silent.iterator(); all.hasNext(); ) {
            Silent next = all.next();
            if (hasSent(next.socket())) {
                all.remove();
                if (tls.isEmpty()) {
                    return next.socket();
                }
                start(new Handshake(next.socket(), tls.get(), now));
            } else if (isLate(next.sinceNanos(), now)) {
                all.remove();
                refuse(next.socket(), "it has sent nothing for " + LONGEST);
            }
        }
        return takeComplete(now);
    }

    private @Nullable Socket takeComplete(long now) {
        for (Iterator<Handshake> all = handshakes.iterator(); all.hasNext(); ) {
            Handshake next = all.next();
            String failure = next.failure();
            Socket complete = next.complete();
            if (failure != null || complete != null) {
                all.remove();
            }
            if (failure != null) {
                refuse(next.raw(), failure);
            } else if (complete != null) {
                return complete;
            } else if (isLate(next.sinceNanos(), now)) {
                all.remove();
                refuse(next.raw(), "its handshake has taken longer than " + LONGEST);
            }
        }
        return null;
    }

    private void start(Handshake handshake) {
        handshakes.add(handshake);
        if (handshakes.size() > MOST_HANDSHAKES) {
            refuse(handshakes.remove().raw(), "too many handshakes are under way");
        }
        threads.newThread(handshake, "handshake").start();
    }

    private static boolean isLate(long sinceNanos, long now) {
        return now - sinceNanos > LONGEST.toNanos();
    }

    private static boolean hasSent(Socket socket) {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException broken) {
            // closed by the peer: found late, and closed here, when its time is over
            return false;
        }
    }

    // a warning now and then: a stranger must not fill the log
    private void refuse(Socket socket, String why) {
        long now = System.nanoTime();
        boolean isQuiet = now - warnedNanos < BETWEEN_WARNINGS.toNanos();
        LOG.log(
                isQuiet ? Level.DEBUG : Level.WARNING,
                "the cluster channel refused a connection from {0}: {1}",
                socket.getRemoteSocketAddress(),
                why);
        warnedNanos = isQuiet ? warnedNanos : now;
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            LOG.log(Level.TRACE, "a connection was broken already", alreadyBroken);
        }
    }

    /** Also closes every connection that is pending. */
    @Override
    public void close() throws IOException {
        super.close();
        closePending();
    }

    private synchronized void closePending() {
        silent.forEach(pending -> close(pending.socket()));
        silent.clear();
        handshakes.forEach(pending -> close(pending.raw()));
        handshakes.clear();
    }
}
