package dev.longhaul.cancellation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.testing.TestDatabases;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** What only H2 does with a cancel that comes late. Public, because the database calls a method of it. */
public class H2StatementScopeTest {

    private static final DataSource DATABASE = TestDatabases.h2().dataSource();

    private static @Nullable CancellationSource cancelledFromInside;

    /** Called by the database while it runs the statement. */
    @SuppressWarnings("unused")
    public static int cancelNow() {
        Objects.requireNonNull(cancelledFromInside).cancel(CancellationReason.of(Kind.USER, "from inside"));
        return 1;
    }

    /**
     * H2 looks at its cancel flag every 128 rows, so a short statement completes and the flag stays, on the compiled
     * command that the connection keeps for the next statement of the same text.
     */
    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void a_cancel_that_h2_notices_too_late_does_not_end_the_next_statement_of_the_same_text() throws SQLException {
        String sql = "SELECT SUM(MOD(X, 7)) + CANCEL_NOW() FROM SYSTEM_RANGE(1, ?)";
        CancellationTimer never = (delay, action) -> () -> {};
        try (Connection connection = DATABASE.getConnection();
                Statement setUp = connection.createStatement()) {
            setUp.execute("CREATE ALIAS CANCEL_NOW FOR \"" + H2StatementScopeTest.class.getName() + ".cancelNow\"");
            cancelledFromInside = new CancellationSource();
            connection.setAutoCommit(false);
            setUp.execute("CREATE LOCAL TEMPORARY TABLE KEPT(ID INT)");
            setUp.execute("INSERT INTO KEPT VALUES (1)");

            PreparedStatement first = connection.prepareStatement(sql);
            first.setInt(1, 10);
            StatementScope.execute(Objects.requireNonNull(cancelledFromInside).token(), never, first, running -> {
                try (ResultSet rows = running.executeQuery()) {
                    return rows.next();
                }
            });

            try (PreparedStatement next = connection.prepareStatement(sql)) {
                next.setInt(1, 100_000);
                try (ResultSet rows = next.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                }
            }
            connection.rollback();
            try (ResultSet rows = setUp.executeQuery("SELECT COUNT(*) FROM KEPT")) {
                rows.next();
                assertThat(rows.getInt(1))
                        .describedAs("the clean-up did not commit")
                        .isZero();
            }
        }
    }
}
