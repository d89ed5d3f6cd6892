package dev.longhaul.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.testing.TestDatabases;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DatabaseIdTest {

    static List<Named<Supplier<Database>>> databases() {
        return List.of(
                Named.of("H2", () -> migrated(TestDatabases.h2())),
                Named.of("PostgreSQL", () -> migrated(TestDatabases.postgresql())));
    }

    // not a copy of a migrated database, which would have that one's id
    private static Database migrated(Database empty) {
        Database.SCHEMA.migrate(empty);
        return empty;
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_database_keeps_its_id_over_restarts_and_no_other_has_it(Supplier<Database> fresh) {
        Database one = fresh.get();
        Database other = fresh.get();

        UUID before = one.id();
        Database.SCHEMA.migrate(one);

        assertThat(one.id()).isEqualTo(before);
        assertThat(other.id()).isNotEqualTo(before);
    }
}
