package dev.longhaul.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.database.Database;
import jakarta.annotation.Resource;
import jakarta.transaction.UserTransaction;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One datasource, two kinds of transaction: the caller's JTA transaction, and plain JDBC outside of any. */
@InContainer
class PlainJdbcBesideJtaIT {

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

    @BeforeEach
    void an_empty_table() {
        Jdbi.create(database().dataSource()).useHandle(handle -> {
            handle.execute("DROP TABLE IF EXISTS beside_jta");
            handle.execute("CREATE TABLE beside_jta (id BIGINT PRIMARY KEY)");
        });
    }

    @Test
    void a_statement_inside_a_jta_transaction_shares_its_fate() throws Exception {
        transaction.begin();
        Jdbi.create(database().dataSource()).useHandle(handle -> handle.execute("INSERT INTO beside_jta VALUES (1)"));
        transaction.rollback();
        transaction.begin();
        Jdbi.create(database().dataSource()).useHandle(handle -> handle.execute("INSERT INTO beside_jta VALUES (2)"));
        transaction.commit();

        assertThat(ids()).containsExactly(2L);
    }

    @Test
    void a_plain_transaction_outside_commits_and_rolls_back_by_itself() {
        Jdbi.create(database().dataSource())
                .useTransaction(handle -> handle.execute("INSERT INTO beside_jta VALUES (1)"));
        Jdbi.create(database().dataSource()).useTransaction(handle -> {
            handle.execute("INSERT INTO beside_jta VALUES (2)");
            handle.rollback();
        });

        assertThat(ids()).containsExactly(1L);
    }

    // The pool hands out a connection without auto-commit there, and Jdbi takes that for a transaction already begun.
    @Test
    void a_plain_transaction_inside_a_jta_transaction_is_none_but_shares_its_fate() throws Exception {
        transaction.begin();
        try {
            Jdbi.create(database().dataSource())
                    .useTransaction(handle -> handle.execute("INSERT INTO beside_jta VALUES (1)"));
        } finally {
            transaction.rollback();
        }

        assertThat(ids()).isEmpty();
    }

    private Database database() {
        return new Database(dataSource);
    }

    private List<Long> ids() {
        return Jdbi.create(database().dataSource())
                .withHandle(handle -> handle.createQuery("SELECT id FROM beside_jta ORDER BY id")
                        .mapTo(Long.class)
                        .list());
    }
}
