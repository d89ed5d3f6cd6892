package dev.longhaul.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A random password that is made once and kept in a file which only this user may read.
 *
 * @param file in a directory that exists
 */
record SecretFile(Path file) {

    private static final int BYTES = 24;

    /** The password: letters, digits, dashes and underscores. Made now if the file does not exist. */
    String text() throws IOException {
        if (!Files.exists(file)) {
            byte[] bytes = new byte[BYTES];
            new SecureRandom().nextBytes(bytes);
            OwnerOnly.write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\n");
        }
        return Files.readString(file, StandardCharsets.US_ASCII).strip();
    }
}
