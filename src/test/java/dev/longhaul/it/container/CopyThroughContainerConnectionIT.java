package dev.longhaul.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.Resource;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** The server has the one copy of pgjdbc, for its pool and for the application. */
@InContainer
class CopyThroughContainerConnectionIT {

    @Resource(lookup = "java:comp/env/jdbc/longhaul")
    @SuppressWarnings("NullAway.Init") // injected by the container
    private DataSource dataSource;

    @Deployment
    static WebArchive probe() {
        return Probe.archive();
    }

    @Test
    void rows_are_copied_through_a_connection_of_the_pool() throws Exception {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE copied (id BIGINT, name VARCHAR)");

            long copied = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY copied FROM STDIN (FORMAT csv)", new StringReader("1,one\n2,\"two, and more\"\n"));

            assertThat(copied).isEqualTo(2);
            try (ResultSet rows = statement.executeQuery("SELECT name FROM copied WHERE id = 2")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("two, and more");
            }
            statement.execute("DROP TABLE copied");
        }
    }

    @Test
    void a_copy_belongs_to_the_transaction_of_its_connection() throws Exception {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE copied (id BIGINT, name VARCHAR)");
            connection.setAutoCommit(false);
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY copied FROM STDIN (FORMAT csv)", new StringReader("1,one\n"));
            connection.rollback();
            connection.setAutoCommit(true);
            try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM copied")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong(1)).isZero();
            }
            statement.execute("DROP TABLE copied");
        }
    }
}
