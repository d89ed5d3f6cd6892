package dev.longhaul.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import dev.longhaul.database.Database;
import dev.longhaul.database.SchemaModule;
import dev.longhaul.run.RunNode;
import dev.longhaul.testing.TestDatabases;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** The two accounts of {@code server-config/postgresql/roles.sql}, on a real PostgreSQL. */
class DatabaseAccountsTest {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String URL = migrated();

    private final Jdbi application = Jdbi.create(as("longhaul"));

    private static String migrated() {
        String url = TestDatabases.freshPostgresqlUrlWithAccounts();
        MigrateDatabase.migrate(TestDatabases.postgresqlAs("longhaul_owner", url));
        Jdbi.create(TestDatabases.postgresqlAs("postgres", url)).useHandle(handle -> {
            handle.execute("CREATE SCHEMA payroll");
            handle.execute("CREATE TABLE payroll.salary (amount INTEGER)");
        });
        return url;
    }

    private static DataSource as(String user) {
        return TestDatabases.postgresqlAs(user, URL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE mine (id INTEGER)",
                "CREATE TEMPORARY TABLE mine (id INTEGER)",
                "CREATE SCHEMA mine",
                "CREATE EXTENSION dblink",
                "CREATE ROLE mine",
                "ALTER TABLE product ADD COLUMN mine INTEGER",
                "DROP TABLE product",
                "TRUNCATE product",
                "SELECT * FROM payroll.salary",
                "SELECT * FROM pg_authid",
                "SELECT pg_read_file('PG_VERSION')",
                "COPY product TO PROGRAM 'cat'",
                "COPY product FROM PROGRAM 'echo'",
                "SET ROLE longhaul_owner"
            })
    void the_servers_account_reads_and_writes_rows_and_no_more(String statement) {
        assertThatThrownBy(() -> application.useHandle(handle -> handle.execute(statement)))
                .isInstanceOf(JdbiException.class)
                .cause()
                .isInstanceOfSatisfying(SQLException.class, refused -> assertThat(refused.getSQLState())
                        .isEqualTo(INSUFFICIENT_PRIVILEGE));
    }

    @Test
    void it_may_do_what_a_server_does() throws Exception {
        long id = application.withHandle(handle -> handle.createQuery("SELECT nextval('catalog_id')")
                .mapTo(Long.class)
                .one());
        try (Connection connection = as("longhaul").getConnection()) {
            long copied = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "COPY product (id, handle, name, status) FROM STDIN (FORMAT csv)",
                            new StringReader(id + ",mug,Mug,ACTIVE\n"));
            assertThat(copied).isEqualTo(1);
        }
        application.useHandle(handle -> {
            assertThat(handle.execute("UPDATE product SET name = 'Cup'")).isEqualTo(1);
            assertThat(handle.execute("DELETE FROM product")).isEqualTo(1);
            assertThat(handle.createQuery("SELECT pg_try_advisory_lock(7)")
                            .mapTo(Boolean.class)
                            .one())
                    .isTrue();
        });
    }

    @Test
    void it_may_end_a_session_of_its_own_and_none_of_another_account() throws SQLException {
        try (Connection own = as("longhaul").getConnection();
                Connection foreign = as("longhaul_owner").getConnection()) {
            assertThat(end(own)).isTrue();
            assertThatThrownBy(() -> end(foreign)).hasMessageContaining("permission denied");
            assertThat(foreign.isValid(5)).isTrue();
        }
    }

    private boolean end(Connection session) throws SQLException {
        int pid = session.unwrap(PGConnection.class).getBackendPID();
        return application.withHandle(handle -> handle.createQuery("SELECT pg_terminate_backend(:pid)")
                .bind("pid", pid)
                .mapTo(Boolean.class)
                .one());
    }

    @Test
    void a_server_starts_on_tables_that_are_up_to_date_with_either_account() {
        assertThatCode(() -> MigrateDatabase.migrate(as("longhaul"))).doesNotThrowAnyException();
        assertThatCode(() -> MigrateDatabase.migrate(as("longhaul_owner"))).doesNotThrowAnyException();
    }

    @Test
    void a_server_on_tables_that_are_too_old_names_what_is_missing_and_what_to_do() {
        Database empty =
                new Database(TestDatabases.postgresqlAs("longhaul", TestDatabases.freshPostgresqlUrlWithAccounts()));

        assertThatThrownBy(() -> RunNode.SCHEMA.migrate(empty))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the tables of run lack dev/longhaul/run/V1__runs.sql, ")
                .hasMessageContaining("server-config/postgresql/roles.sql");
    }

    @Test
    void tables_that_the_servers_made_themselves_are_taken_over_with_their_rows() {
        String url = TestDatabases.freshPostgresqlUrlWithAccounts();
        Jdbi.create(TestDatabases.postgresqlAs("postgres", url))
                .useHandle(handle -> handle.execute("GRANT CREATE ON SCHEMA public TO longhaul"));
        MigrateDatabase.migrate(TestDatabases.postgresqlAs("longhaul", url));
        Database before = new Database(TestDatabases.postgresqlAs("longhaul", url));

        TestDatabases.runRolesScript(url);

        Jdbi now = Jdbi.create(TestDatabases.postgresqlAs("longhaul", url));
        assertThat(before.id()).isNotNull();
        assertThatThrownBy(() -> now.useHandle(handle -> handle.execute("DROP TABLE product")))
                .hasMessageContaining("must be owner");
        assertThatCode(() -> MigrateDatabase.migrate(TestDatabases.postgresqlAs("longhaul_owner", url)))
                .doesNotThrowAnyException();
    }

    @Test
    void the_command_knows_every_package_that_has_tables() throws ReflectiveOperationException {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages("dev.longhaul");
        List<JavaField> modules = classes.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getRawType().isEquivalentTo(SchemaModule.class))
                .toList();

        assertThat(MigrateDatabase.MODULES).hasSameSizeAs(modules);
        for (JavaField module : modules) {
            assertThat(MigrateDatabase.MODULES)
                    .contains((SchemaModule) module.reflect().get(null));
        }
    }
}
