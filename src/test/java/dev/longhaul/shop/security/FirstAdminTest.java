package dev.longhaul.shop.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.longhaul.database.Database;
import dev.longhaul.shop.audit.AuditTables;
import dev.longhaul.testing.DatabaseKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The first start, on each database. */
@ParameterizedClass(name = "{0}")
@EnumSource(DatabaseKind.class)
class FirstAdminTest {

    private final DatabaseKind kind;

    @TempDir
    private Path directory;

    private Database database;
    private Users users;

    FirstAdminTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void createTables() {
        database = SecurityTables.fresh(kind);
        users = new Users(database);
    }

    @Test
    void the_first_start_makes_an_administrator_whose_password_is_in_a_file_for_the_owner_only() throws IOException {
        firstAdmin(directory.resolve("data")).createIfThereIsNoUser();

        Path file = directory.resolve("data/admin-password.txt");
        String password = Files.readString(file).strip();
        assertThat(password).hasSizeGreaterThan(20);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(users.find("admin"))
                .contains(new User(
                        "admin", new User.Password("hash of " + password, true), Set.of(Roles.ADMIN), false, null));
        assertThat(AuditTables.lines(database)).containsExactly("user-added admin x1");
    }

    @Test
    void a_file_left_by_an_earlier_database_is_replaced_and_not_written_through() throws IOException {
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "untouched");
        Files.createSymbolicLink(directory.resolve("admin-password.txt"), elsewhere);

        firstAdmin(directory).createIfThereIsNoUser();

        assertThat(elsewhere).hasContent("untouched");
        assertThat(directory.resolve("admin-password.txt")).isRegularFile().isNotEmptyFile();
    }

    @Test
    void a_later_start_changes_nothing() throws IOException {
        SecurityTables.save(database, "mara", "secret", Set.of(Roles.VIEWER));

        firstAdmin(directory).createIfThereIsNoUser();

        assertThat(users.list()).extracting(User::name).containsExactly("mara");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void without_its_file_there_is_no_administrator_and_the_failure_says_what_to_do() throws IOException {
        Path noDirectory = Files.createFile(directory.resolve("occupied"));

        assertThatIllegalStateException()
                .isThrownBy(() -> firstAdmin(noDirectory).createIfThereIsNoUser())
                .withMessageContaining(noDirectory.resolve("admin-password.txt").toString())
                .withMessageContaining("set longhaul.data.directory");
        assertThat(users.isEmpty()).isTrue();
    }

    @Test
    void of_four_nodes_that_start_at_once_one_makes_the_administrator() {
        CyclicBarrier allHashed = new CyclicBarrier(4);
        List<CompletableFuture<Void>> nodes = IntStream.range(0, 4)
                .mapToObj(node -> CompletableFuture.runAsync(
                        () -> new FirstAdmin(
                                        database,
                                        users,
                                        new MeetingPasswordHash(allHashed),
                                        AuditTables.trail(database),
                                        directory.resolve("node" + node))
                                .createIfThereIsNoUser(),
                        command -> new Thread(command).start()))
                .toList();

        nodes.forEach(CompletableFuture::join);

        List<Path> files = IntStream.range(0, 4)
                .mapToObj(node -> directory.resolve("node" + node).resolve("admin-password.txt"))
                .filter(Files::exists)
                .toList();
        assertThat(files).hasSize(1);
        assertThat(files.get(0)).content().satisfies(password -> assertThat(
                        users.find("admin").orElseThrow().passwordHash())
                .isEqualTo("hash of " + password.strip()));
    }

    private FirstAdmin firstAdmin(Path dataDirectory) {
        return new FirstAdmin(database, users, new FakePasswordHash(), AuditTables.trail(database), dataDirectory);
    }
}
