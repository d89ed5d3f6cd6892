package dev.longhaul.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.testing.TestDatabases;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Against a PostgreSQL with TLS. A client at 127.0.0.2 stands for one on another machine. */
class EncryptionCheckTest {

    private static final String ELSEWHERE = "&localSocketAddress=127.0.0.2";
    private static final char[] PASSWORD = "of this test".toCharArray();

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    private static Path directory;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static EmbeddedPostgres server;

    @BeforeAll
    static void start_with_a_certificate() throws Exception {
        KeyStore made = certificateFor("ip:127.0.0.1");
        Path certificate =
                pem("server.crt", "CERTIFICATE", made.getCertificate("db").getEncoded());
        Path key = pem("server.key", "PRIVATE KEY", made.getKey("db", PASSWORD).getEncoded());
        server = EmbeddedPostgres.builder()
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setDataDirectoryCustomizer(EncryptionCheckTest::letEveryoneIn)
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", certificate.toString())
                .setServerConfig("ssl_key_file", key.toString())
                .start();
    }

    private static void letEveryoneIn(File data) {
        try {
            Files.writeString(data.toPath().resolve("pg_hba.conf"), "host all all 127.0.0.0/8 trust\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void plain_text_to_another_machine_is_warned_of() {
        assertThat(EncryptionCheck.warning(database("?sslmode=disable" + ELSEWHERE)))
                .hasValueSatisfying(warning -> assertThat(warning).contains("not encrypted", "sslmode=verify-full"));
    }

    @Test
    void an_encrypted_connection_with_a_checked_certificate_is_not() {
        String verified = "?sslmode=verify-full&sslrootcert=" + directory.resolve("server.crt");

        assertThat(EncryptionCheck.warning(database(verified + ELSEWHERE))).isEmpty();
    }

    @Test
    void neither_is_a_connection_within_this_machine() {
        assertThat(EncryptionCheck.warning(database("?sslmode=disable"))).isEmpty();
        assertThat(EncryptionCheck.warning(TestDatabases.h2())).isEmpty();
    }

    private static Database database(String parameters) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setURL("jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres" + parameters);
        dataSource.setUser("postgres");
        return new Database(dataSource);
    }

    private static KeyStore certificateFor(String name)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path file = directory.resolve("db.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "db",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=db",
                        "-ext",
                        "san=" + name,
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(file)) {
            store.load(bytes, PASSWORD);
        }
        return store;
    }

    private static Path pem(String name, String kind, byte[] content) throws IOException {
        Path file = Files.createFile(
                directory.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n");
    }
}
