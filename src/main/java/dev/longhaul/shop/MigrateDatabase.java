package dev.longhaul.shop;

import dev.longhaul.database.Database;
import dev.longhaul.database.SchemaModule;
import dev.longhaul.run.RunNode;
import dev.longhaul.shop.audit.AuditBeans;
import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.notification.MailTables;
import dev.longhaul.shop.productimport.ImportTables;
import dev.longhaul.shop.security.SignInTables;
import java.lang.System.Logger.Level;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Brings the tables of a PostgreSQL database up to date with an account that the servers do not have: the one that owns
 * the tables. Without servers, before the first start and before a new version:
 *
 * <p>Unpack the WAR, put {@code WEB-INF/classes}, the jars of {@code WEB-INF/lib} and that of pgjdbc on the class path,
 * and give the JDBC URL and the owner's name as arguments; {@code server-config/postgresql/roles.sql} has the whole
 * command.
 *
 * <p>The password comes from the environment variable {@code LONGHAUL_POSTGRESQL_OWNER_PASSWORD}, or else from
 * {@code ~/.pgpass}, so that no list of processes shows it.
 */
public final class MigrateDatabase {

    /** All tables of the application. A server finds the same by injection; a test compares the two. */
    static final List<SchemaModule> MODULES = List.of(
            Database.SCHEMA,
            RunNode.SCHEMA,
            CatalogTables.SCHEMA,
            MailTables.SCHEMA,
            ImportTables.SCHEMA,
            SignInTables.SCHEMA,
            AuditBeans.SCHEMA);

    private static final String PASSWORD = "LONGHAUL_POSTGRESQL_OWNER_PASSWORD";
    private static final System.Logger LOG = System.getLogger(MigrateDatabase.class.getName());

    private MigrateDatabase() {}

    /**
     * Returns when the tables are up to date.
     *
     * @param arguments the JDBC URL, and the name of the account that owns the tables
     */
    public static void main(String[] arguments) {
        if (arguments.length != 2) {
            throw new IllegalArgumentException(
                    "two arguments are needed, the JDBC URL and the account that owns the tables; there were "
                            + arguments.length + ". Its password is read from " + PASSWORD + " or ~/.pgpass");
        }
        migrate(owner(arguments[0], arguments[1], System.getenv(PASSWORD)));
        LOG.log(Level.INFO, "the tables are up to date");
    }

    /**
     * Applies what is missing. Nothing happens when the tables are up to date. Several may do it at once.
     *
     * @param owner connects as the account that owns the tables
     */
    public static void migrate(DataSource owner) {
        Database database = new Database(owner);
        MODULES.forEach(module -> module.migrate(database));
    }

    private static DataSource owner(String url, String user, @Nullable String password) {
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(url);
        owner.setUser(user);
        owner.setPassword(password);
        return owner;
    }
}
