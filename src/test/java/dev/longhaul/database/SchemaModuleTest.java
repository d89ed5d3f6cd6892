package dev.longhaul.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.testing.Sql;
import dev.longhaul.testing.TestDatabases;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaModuleTest {

    private static final String FIRST = "dev/longhaul/database/V1__sample.sql";
    private static final String SECOND = "dev/longhaul/database/V2__sample_name.sql";

    static List<Named<Supplier<Database>>> databases() {
        return List.of(Named.of("H2", TestDatabases::h2), Named.of("PostgreSQL", TestDatabases::postgresql));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void scripts_are_applied_once_and_later_ones_are_added(Supplier<Database> fresh) {
        Database database = fresh.get();

        new SchemaModule("sample", List.of(FIRST)).migrate(database);
        new SchemaModule("sample", List.of(FIRST, SECOND)).migrate(database);
        new SchemaModule("sample", List.of(FIRST, SECOND)).migrate(database);

        int inserted = Sql.on(database).withHandle(handle -> handle.execute("INSERT INTO sample (name) VALUES ('a')"));
        assertThat(inserted).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void two_modules_share_a_schema_without_seeing_each_other(Supplier<Database> fresh) {
        Database database = fresh.get();
        new SchemaModule("one", List.of(FIRST)).migrate(database);

        new SchemaModule("two", List.of()).migrate(database);

        List<String> histories = Sql.on(database).withHandle(handle -> handle.createQuery(
                        "SELECT LOWER(table_name) FROM information_schema.tables WHERE LOWER(table_name) LIKE 'longhaul%' ORDER BY 1")
                .mapTo(String.class)
                .list());
        assertThat(histories).containsExactly("longhaul_one_history", "longhaul_two_history");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_missing_script_is_named(Supplier<Database> fresh) {
        Database database = fresh.get();

        assertThatThrownBy(
                        () -> new SchemaModule("sample", List.of("dev/longhaul/none/V1__none.sql")).migrate(database))
                .hasMessage("no migration script on the class path at dev/longhaul/none/V1__none.sql");
    }
}
