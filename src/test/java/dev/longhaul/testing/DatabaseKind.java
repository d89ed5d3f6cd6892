package dev.longhaul.testing;

import dev.longhaul.database.Database;
import dev.longhaul.database.SchemaModule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.Arguments;

/** The databases on which a test runs, each with the same promise. */
public enum DatabaseKind {
    H2 {
        @Override
        public Database fresh(SchemaModule... modules) {
            return TestDatabases.h2(modules);
        }
    },
    POSTGRESQL {
        @Override
        public Database fresh(SchemaModule... modules) {
            return TestDatabases.postgresql(modules);
        }
    };

    /** A new database with the tables of these modules. */
    public abstract Database fresh(SchemaModule... modules);

    /** A new database of each kind; the argument of a test class whose tests share it. */
    public static Stream<Arguments> each(SchemaModule... modules) {
        return Stream.of(values()).map(kind -> Arguments.of(Named.of(kind.name(), kind.fresh(modules))));
    }
}
