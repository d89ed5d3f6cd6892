package dev.longhaul.shop.audit;

import dev.longhaul.database.Database;
import dev.longhaul.database.Dialect;
import dev.longhaul.database.SchemaModule;
import dev.longhaul.testing.DatabaseKind;
import java.util.List;

/** The table of the audit trail, for the tests of those who record in it. */
public final class AuditTables {

    /** The table alone, as on H2. */
    public static final SchemaModule SCHEMA = AuditBeans.schema(Dialect.H2);

    private AuditTables() {}

    /** With everything that the database of this kind gets. */
    static SchemaModule of(DatabaseKind kind) {
        return AuditBeans.schema(kind == DatabaseKind.POSTGRESQL ? Dialect.POSTGRESQL : Dialect.H2);
    }

    public static AuditTrail trail(Database database) {
        return new AuditTrail(database, "node-1");
    }

    /** Every line as its action, user, subject and how often, oldest first. */
    public static List<String> lines(Database database) {
        return trail(database).newest(AuditFilter.ALL, Long.MAX_VALUE, 1000).stream()
                .sorted((one, other) -> Long.compare(one.id(), other.id()))
                .map(line -> String.join(" ", line.action(), line.user(), line.subject(), "x" + line.times())
                        .replace("  ", " "))
                .toList();
    }
}
