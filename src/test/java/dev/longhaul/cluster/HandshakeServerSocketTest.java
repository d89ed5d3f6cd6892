package dev.longhaul.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which connections reach JGroups. */
class HandshakeServerSocketTest {

    @TempDir
    private static Path directory;

    private static Path shared;
    private static Path another;
    private static Path expired;

    private final HandshakeServerSocket server = open();

    @BeforeAll
    static void makeKeys() throws Exception {
        shared = TestKeys.store(directory, "shared");
        another = TestKeys.store(directory, "another");
        expired = TestKeys.store(directory, "expired", "-startdate", "-2d", "-validity", "1");
        Path certificate = directory.resolve("expired.crt");
        TestKeys.keytool(expired, List.of("-exportcert", "-alias", "mykey"), List.of("-file", certificate.toString()));
        TestKeys.keytool(
                shared,
                List.of("-importcert", "-noprompt", "-alias", "expired"),
                List.of("-file", certificate.toString()));
    }

    private static HandshakeServerSocket open() {
        try {
            HandshakeServerSocket socket =
                    new HandshakeServerSocket(Optional.of(TestKeys.tls(shared).context()));
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return socket;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void without_a_certificate_with_another_or_with_an_expired_one_no_connection_is_accepted() throws Exception {
        CompletableFuture<Socket> accepted = accept();

        assertThat(isClosedByServer(new KeyManager[0])).isTrue();
        assertThat(isClosedByServer(keys(another))).isTrue();
        assertThat(isClosedByServer(keys(expired))).isTrue();
        assertThat(accepted).isNotDone();

        try (SSLSocket peer = connect(keys(shared))) {
            peer.startHandshake();
            SSLSocket found = (SSLSocket) accepted.get(20, TimeUnit.SECONDS);
            assertThat(found.getSession().getPeerPrincipal()).hasToString("CN=shared");
            found.close();
        }
    }

    @Test
    void closing_ends_the_wait_and_the_pending_connections() throws Exception {
        CompletableFuture<Socket> accepted = accept();
        try (Socket silent = new Socket(server.getInetAddress(), server.getLocalPort())) {
            silent.setSoTimeout(20_000);
            server.close();

            assertThat(accepted)
                    .failsWithin(20, TimeUnit.SECONDS)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(SocketException.class);
            assertThat(isAtEnd(silent)).isTrue();
        }
    }

    private CompletableFuture<Socket> accept() {
        CompletableFuture<Socket> accepted = new CompletableFuture<>();
        Thread acceptor = new Thread(() -> {
            try {
                accepted.complete(server.accept());
            } catch (IOException | RuntimeException failed) {
                accepted.completeExceptionally(failed);
            }
        });
        acceptor.setDaemon(true);
        acceptor.start();
        return accepted;
    }

    private boolean isClosedByServer(KeyManager[] keys) throws Exception {
        try (SSLSocket rogue = connect(keys)) {
            rogue.startHandshake();
            rogue.getOutputStream().write(1);
            return isAtEnd(rogue);
        } catch (IOException refused) {
            return true;
        }
    }

    private static boolean isAtEnd(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException closed) {
            return true;
        }
    }

    /** One that trusts every server: what is tested is whom the server trusts. */
    private SSLSocket connect(KeyManager[] keys) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, new TrustManager[] {new TrustsAll()}, null);
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(server.getInetAddress(), server.getLocalPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static KeyManager[] keys(Path store) throws Exception {
        char[] password = TestKeys.PASSWORD.toCharArray();
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(KeyStore.getInstance(store.toFile(), password), password);
        return factory.getKeyManagers();
    }

    private static final class TrustsAll implements X509TrustManager {

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
