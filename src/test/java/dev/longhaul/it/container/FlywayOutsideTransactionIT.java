package dev.longhaul.it.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.database.Database;
import dev.longhaul.database.SchemaModule;
import jakarta.annotation.Resource;
import jakarta.transaction.UserTransaction;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Migrations run at the start of the application, where no JTA transaction is; inside one they are refused whole. */
@InContainer
class FlywayOutsideTransactionIT {

    @Resource(lookup = "java:comp/env/jdbc/longhaul")
    @SuppressWarnings("NullAway.Init") // injected by the container
    private DataSource dataSource;

    @Resource(lookup = "java:comp/UserTransaction")
    @SuppressWarnings("NullAway.Init") // injected by the container
    private UserTransaction transaction;

    @Deployment
    static WebArchive probe() {
        return Probe.archive();
    }

    @Test
    void outside_a_transaction_each_script_is_applied_once() {
        Database database = new Database(dataSource);
        SchemaModule module = module("probe_outside");

        module.migrate(database);
        module.migrate(database);

        long rows = Jdbi.create(database.dataSource())
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM probe")
                        .mapTo(Long.class)
                        .one());
        assertThat(rows).isEqualTo(1);
    }

    @Test
    void inside_a_transaction_nothing_is_applied() throws Exception {
        Database database = new Database(dataSource);
        transaction.begin();
        try {
            assertThatThrownBy(() -> module("probe_inside").migrate(database))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("probe_inside")
                    .hasMessageContaining("outside of a JTA transaction");
        } finally {
            transaction.rollback();
        }
        assertThat(tableExists(database, "longhaul_probe_inside_history")).isFalse();
    }

    private static SchemaModule module(String name) {
        return new SchemaModule(name, List.of("dev/longhaul/it/container/V1__probe.sql"));
    }

    private static boolean tableExists(Database database, String name) {
        return Jdbi.create(database.dataSource())
                .withHandle(handle -> handle.createQuery("SELECT to_regclass(:name) IS NOT NULL")
                        .bind("name", name)
                        .mapTo(Boolean.class)
                        .one());
    }
}
