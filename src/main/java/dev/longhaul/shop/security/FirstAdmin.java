package dev.longhaul.shop.security;

import dev.longhaul.database.Database;
import dev.longhaul.shop.audit.AuditAction;
import dev.longhaul.shop.audit.AuditLine;
import dev.longhaul.shop.audit.AuditTrail;
import jakarta.security.enterprise.identitystore.PasswordHash;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Makes the user {@code admin} with a generated password when there is no user yet, and writes the password to a file
 * that only the server's account may read. It must be changed at the first sign-in. The user exists if and only if the
 * file was written; the password is never logged. Of several nodes that start at once on an empty database, one does
 * it.
 */
final class FirstAdmin {

    static final String NAME = "admin";
    static final String FILE_NAME = "admin-password.txt";

    private static final System.Logger LOG = System.getLogger(FirstAdmin.class.getName());
    private static final String UNIQUE_VIOLATION = "23505";

    private final Jdbi jdbi;
    private final Users users;
    private final PasswordHash passwordHash;
    private final AuditTrail audit;
    private final Path directory;

    FirstAdmin(Database database, Users users, PasswordHash passwordHash, AuditTrail audit, Path directory) {
        this.jdbi = Jdbi.create(database.dataSource());
        this.users = users;
        this.passwordHash = passwordHash;
        this.audit = audit;
        this.directory = directory.toAbsolutePath().normalize();
    }

    /**
     * Does nothing when there is any user.
     *
     * @throws IllegalStateException when the file cannot be written; there is no user then, and the next start tries
     *     again
     */
    void createIfThereIsNoUser() {
        if (!users.isEmpty()) {
            return;
        }
        String password = Passwords.generate();
        // a password in a file is for the first sign-in only
        User.Password stored = new User.Password(passwordHash.generate(password.toCharArray()), true);
        User admin = new User(NAME, stored, Set.of(Roles.ADMIN), false, null);
        Path file = directory.resolve(FILE_NAME);
        try {
            jdbi.useTransaction(handle -> {
                // first the row: it makes another node that starts now wait, and lose
                Users.insert(handle, admin);
                audit.record(
                        handle,
                        AuditLine.of(AuditAction.USER_ADDED, "").on(NAME).saying("the first administrator"));
                write(file, password);
            });
            LOG.log(Level.INFO, "first start: user {0} made, its password is in {1}", NAME, file);
        } catch (UnableToExecuteStatementException e) {
            if (!isUniqueViolation(e)) {
                throw e;
            }
            LOG.log(Level.INFO, "another node has made the user {0}; its password is in a file over there", NAME);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the first administrator's password cannot be written to " + file + " (" + e
                            + "); make that directory writable for the server or set longhaul.data.directory",
                    e);
        }
    }

    private static void write(Path file, String password) throws IOException {
        Files.createDirectories(file.getParent());
        // a file left by an earlier database may have wider permissions or be a link: never written through
        Files.deleteIfExists(file);
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Files.createFile(file, ownerOnly);
        Files.writeString(file, password + System.lineSeparator(), StandardCharsets.US_ASCII);
    }

    private static boolean isUniqueViolation(UnableToExecuteStatementException e) {
        return e.getCause() instanceof SQLException cause && UNIQUE_VIOLATION.equals(cause.getSQLState());
    }
}
