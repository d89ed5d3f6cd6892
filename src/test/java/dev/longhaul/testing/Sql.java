package dev.longhaul.testing;

import dev.longhaul.database.Database;
import java.sql.Connection;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Lets a test read and write a database by hand. */
public final class Sql {

    private Sql() {}

    /** Plain JDBC transactions on this database. */
    public static Jdbi on(Database database) {
        return Jdbi.create(database.dataSource());
    }

    /** Within the transaction of this connection, which stays open. */
    public static Handle in(Connection connection) {
        return Jdbi.create(connection).open();
    }
}
