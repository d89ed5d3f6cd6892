package dev.longhaul.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/**
 * The administrator of every Payara domain of this build. A new domain's has an empty password, and any user of the
 * machine could deploy code through it. The password is random and made once.
 *
 * @param directory where the password is kept
 */
record PayaraAdministrator(Path directory) {

    static final String NAME = "admin";

    private static final String KEY_FILE = "admin-keyfile";

    String password() {
        try {
            return new SecretFile(OwnerOnly.directory(directory).resolve("password")).text();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the password of Payara's administrator in " + directory, e);
        }
    }

    /** What the option {@code --passwordfile} of {@code asadmin} reads. */
    Path passwordFile() {
        try {
            return OwnerOnly.write(directory.resolve("passwordfile"), "AS_ADMIN_PASSWORD=" + password() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the password to a domain that has none and does not run. */
    synchronized void administer(Path domain) throws IOException {
        Path kept = directory.resolve(KEY_FILE);
        Path keys = domain.resolve("config").resolve(KEY_FILE);
        if (!Files.exists(kept)) {
            Path change = OwnerOnly.write(
                    OwnerOnly.directory(directory).resolve("change"),
                    "AS_ADMIN_PASSWORD=\nAS_ADMIN_NEWPASSWORD=" + password() + "\n");
            Commands.output(
                    Duration.ofMinutes(1),
                    BuildPaths.payara().resolve("bin/asadmin").toString(),
                    "--user",
                    NAME,
                    "--passwordfile",
                    change.toString(),
                    "change-admin-password",
                    "--domaindir",
                    domain.resolveSibling("").toString(),
                    "--domain_name",
                    domain.getFileName().toString());
            Files.delete(change);
            Files.copy(keys, kept);
        }
        Files.copy(kept, keys, StandardCopyOption.REPLACE_EXISTING);
    }
}
