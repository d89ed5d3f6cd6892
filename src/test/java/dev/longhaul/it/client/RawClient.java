package dev.longhaul.it.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A client that is no more than its socket, so that it can leave in every way there is. Used by one thread. */
public final class RawClient implements AutoCloseable {

    private static final SSLContext TRUSTING = trusting();
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket transport;
    private final Socket socket;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    private RawClient(Socket transport, Socket socket) {
        this.transport = transport;
        this.socket = socket;
    }

    public static RawClient plain(int port) throws IOException {
        Socket transport = new Socket(InetAddress.getLoopbackAddress(), port);
        transport.setTcpNoDelay(true);
        transport.setSoTimeout(PATIENCE_MILLIS);
        return new RawClient(transport, transport);
    }

    /** One that has hardly any room for what it does not read. */
    public static RawClient narrow(int port) throws IOException {
        Socket transport = new Socket();
        transport.setReceiveBufferSize(4096);
        transport.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        transport.setSoTimeout(PATIENCE_MILLIS);
        return new RawClient(transport, transport);
    }

    /**
     * Over TLS, whatever certificate the server has.
     *
     * @param protocol of ALPN: {@code h2} or {@code http/1.1}
     */
    public static RawClient tls(int port, String protocol) throws IOException {
        Socket transport = new Socket(InetAddress.getLoopbackAddress(), port);
        transport.setTcpNoDelay(true);
        transport.setSoTimeout(PATIENCE_MILLIS);
        SSLSocket socket = (SSLSocket) TRUSTING.getSocketFactory().createSocket(transport, "localhost", port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {protocol});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        if (!protocol.equals(socket.getApplicationProtocol())) {
            throw new IOException("the server speaks " + socket.getApplicationProtocol() + " instead of " + protocol);
        }
        return new RawClient(transport, socket);
    }

    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    public void get(String path) throws IOException {
        send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    /** Reads until what was received ends like this. */
    public void readUntil(String end) throws IOException {
        byte[] one = new byte[1];
        while (!received().endsWith(end)) {
            if (read(one) < 0) {
                throw new IOException("the server ended after: " + received());
            }
        }
    }

    /** Reads what comes within this time, and what is there at its end. */
    public void readFor(Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        byte[] buffer = new byte[8192];
        long left = time.toMillis();
        while (left > 0) {
            transport.setSoTimeout((int) left);
            try {
                if (read(buffer) < 0) {
                    return;
                }
            } catch (SocketTimeoutException nothing) {
                break;
            } finally {
                transport.setSoTimeout(PATIENCE_MILLIS);
            }
            left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        }
        while (socket.getInputStream().available() > 0 && read(buffer) > 0) {
            // a close with unread bytes would be a reset
        }
    }

    /** Reads to the end, and answers everything received. */
    public String readToEnd() throws IOException {
        byte[] buffer = new byte[8192];
        while (read(buffer) >= 0) {
            // until the server closes
        }
        return received();
    }

    public String received() {
        return received.toString(StandardCharsets.ISO_8859_1);
    }

    private int read(byte[] buffer) throws IOException {
        int count = socket.getInputStream().read(buffer);
        if (count > 0) {
            received.write(buffer, 0, count);
        }
        return count;
    }

    /** The next byte; -1 if none comes in this time. */
    public int readByte(Duration atMost) throws IOException {
        transport.setSoTimeout((int) Math.max(1, atMost.toMillis()));
        try {
            return socket.getInputStream().read();
        } catch (SocketTimeoutException nothing) {
            return -1;
        } finally {
            transport.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    public InputStream input() throws IOException {
        return socket.getInputStream();
    }

    /** Closes in order; answers when. */
    public long leaveByFin() throws IOException {
        long now = System.nanoTime();
        transport.close();
        return now;
    }

    /** Closes with a reset; answers when. */
    public long leaveByReset() throws IOException {
        transport.setSoLinger(true, 0);
        long now = System.nanoTime();
        transport.close();
        return now;
    }

    /** Says that nothing more will be sent, and goes on reading. */
    public void closeHalf() throws IOException {
        transport.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        transport.close();
    }

    private static SSLContext trusting() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Trusting()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The servers under test have certificates that they made themselves. */
    private static final class Trusting implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
