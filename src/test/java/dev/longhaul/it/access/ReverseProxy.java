package dev.longhaul.it.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.longhaul.launcher.BuildPaths;
import dev.longhaul.launcher.ServerUnderTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * nginx or HAProxy with the file of server-config before a server under test, on free ports of 127.0.0.1 and under the
 * name localhost. Beside the names, ports and paths that the file tells an operator to change, only the path of the
 * waiting probe is added.
 */
final class ReverseProxy implements AutoCloseable {

    private static final char[] STORE_PASSWORD = "for tests".toCharArray();

    private final Process process;
    private final int httpsPort;
    private final int httpPort;

    private ReverseProxy(Process process, int httpsPort, int httpPort) {
        this.process = process;
        this.httpsPort = httpsPort;
        this.httpPort = httpPort;
    }

    /** The proxies, each from the package of its name. */
    enum Kind {
        NGINX("/usr/sbin/nginx", "nginx.conf") {
            @Override
            List<String> command(Path file, Path directory) {
                return List.of(
                        program().toString(),
                        "-g",
                        "daemon off;",
                        "-e",
                        directory.resolve("error.log").toString(),
                        "-c",
                        file.toString());
            }

            @Override
            Map<String, String> changes(Path directory, int httpsPort, int httpPort) {
                return Map.of(
                        "/etc/nginx/longhaul.pem",
                                directory.resolve("certificate.pem").toString(),
                        "/etc/nginx/longhaul.key", directory.resolve("key.pem").toString(),
                        "/run/nginx.pid", directory.resolve("pid").toString(),
                        "/var/log/nginx", directory.toString(),
                        "listen 443", "listen 127.0.0.1:" + httpsPort,
                        "listen 80", "listen 127.0.0.1:" + httpPort,
                        "location /longhaul/ {", "location ~ ^/(longhaul|waiting-probe)/ {");
            }
        },
        HAPROXY("/usr/sbin/haproxy", "haproxy.cfg") {
            @Override
            List<String> command(Path file, Path directory) {
                return List.of(program().toString(), "-db", "-f", file.toString());
            }

            @Override
            Map<String, String> changes(Path directory, int httpsPort, int httpPort) {
                return Map.of(
                        "/etc/haproxy/longhaul.pem",
                        directory.resolve("both.pem").toString(),
                        "bind :443",
                        "bind 127.0.0.1:" + httpsPort,
                        "bind :80",
                        "bind 127.0.0.1:" + httpPort,
                        "path_beg /longhaul/",
                        "path_beg /longhaul/ /waiting-probe/");
            }
        };

        private final String program;
        private final String file;

        Kind(String program, String file) {
            this.program = program;
            this.file = file;
        }

        Path program() {
            return Path.of(program);
        }

        abstract List<String> command(Path file, Path directory);

        abstract Map<String, String> changes(Path directory, int httpsPort, int httpPort);
    }

    /** Starts it and waits until it accepts connections; without the program the test is skipped, but never in CI. */
    static ReverseProxy before(ServerUnderTest server, Kind kind) throws IOException, InterruptedException {
        boolean present = Files.isExecutable(kind.program());
        if ("true".equals(System.getenv("CI"))) {
            assertThat(present).as("%s, which CI must have", kind.program()).isTrue();
        }
        assumeThat(present)
                .as("%s, without which it is not tested", kind.program())
                .isTrue();
        Path directory = Files.createDirectories(
                BuildPaths.workOf(server.options().name() + "-" + kind.program().getFileName()));
        int httpsPort = freePort();
        int httpPort = freePort();
        makeCertificate(directory);
        String text = Files.readString(BuildPaths.serverConfig("proxy").resolve(kind.file))
                .replace("shop.example", "localhost")
                .replace("127.0.0.1:8080", "127.0.0.1:" + server.options().httpPort());
        for (Map.Entry<String, String> change :
                kind.changes(directory, httpsPort, httpPort).entrySet()) {
            assertThat(text).contains(change.getKey());
            text = text.replace(change.getKey(), change.getValue());
        }
        Path file = Files.writeString(directory.resolve(kind.file), text);
        Process process = new ProcessBuilder(kind.command(file, directory))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.log").toFile())
                .start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> accepts(httpsPort) || !process.isAlive());
        assertThat(process.isAlive())
                .as("it says: %s", Files.readString(directory.resolve("output.log")))
                .isTrue();
        return new ReverseProxy(process, httpsPort, httpPort);
    }

    /** Where the application answers, with a slash at the end. */
    URI baseUri() {
        return URI.create("https://localhost:" + httpsPort + "/longhaul/");
    }

    String origin() {
        return "https://localhost:" + httpsPort;
    }

    int httpsPort() {
        return httpsPort;
    }

    int httpPort() {
        return httpPort;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void makeCertificate(Path directory) throws IOException, InterruptedException {
        Path store = directory.resolve("certificate.p12");
        Files.deleteIfExists(store);
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "proxy",
                        "-dname",
                        "CN=localhost",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(STORE_PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        try {
            KeyStore keys = KeyStore.getInstance(store.toFile(), STORE_PASSWORD);
            String certificate = pem("CERTIFICATE", keys.getCertificate("proxy").getEncoded());
            String key = pem("PRIVATE KEY", keys.getKey("proxy", STORE_PASSWORD).getEncoded());
            Files.writeString(directory.resolve("certificate.pem"), certificate);
            Files.writeString(directory.resolve("key.pem"), key);
            Files.writeString(directory.resolve("both.pem"), key + certificate);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(bytes)
                + "\n-----END " + what + "-----\n";
    }
}
