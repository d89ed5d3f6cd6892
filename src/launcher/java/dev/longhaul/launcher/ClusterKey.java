package dev.longhaul.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;

/**
 * The key by which the two nodes of the run command recognise each other: a key store and the file with its random
 * password, both readable by the user alone. Made once in a data directory and kept there.
 */
record ClusterKey(Path store, String password) {

    private static final String OWNER_ONLY = "rw-------";
    private static final int PASSWORD_BYTES = 24;

    /** The key of this directory, which is made if it is not there. */
    static ClusterKey in(Path directory) {
        Path store = directory.resolve("cluster.p12");
        Path password = directory.resolve("cluster-password.txt");
        try {
            Files.createDirectories(directory);
            if (!Files.exists(store)) {
                Files.deleteIfExists(password);
                make(store, password);
            }
            return new ClusterKey(store, Files.readString(password));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the key of the cluster in " + directory, e);
        }
    }

    private static void make(Path store, Path password) throws IOException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        Files.createFile(password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        Files.writeString(password, HexFormat.of().formatHex(random));
        // a private directory first: the tool makes its file readable by all
        Path half = Files.createTempDirectory(store.getParent(), "cluster-key-").resolve("cluster.p12");
        Commands.output(
                Duration.ofMinutes(1),
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-validity",
                "3650",
                "-dname",
                "CN=longhaul",
                "-storetype",
                "PKCS12",
                "-keystore",
                half.toString(),
                "-storepass:file",
                password.toString());
        Files.setPosixFilePermissions(half, PosixFilePermissions.fromString(OWNER_ONLY));
        Files.move(half, store);
        Files.delete(half.getParent());
    }

    ServerOptions giveTo(ServerOptions options) {
        return options.withProperty(
                        "longhaul.cluster.keystore", store.toAbsolutePath().toString())
                .withVariable("LONGHAUL_CLUSTER_KEYSTORE_PASSWORD", password);
    }
}
