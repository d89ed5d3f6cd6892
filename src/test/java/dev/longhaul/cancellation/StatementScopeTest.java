package dev.longhaul.cancellation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.cancellation.CancellationReason.Kind;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The moments that no database shows on demand, with a driver that only counts. */
class StatementScopeTest {

    private final List<Runnable> repetitions = new ArrayList<>();
    private final CancellationTimer forgetful = (delay, action) -> {
        repetitions.add(action);
        return () -> {};
    };
    private final List<String> calls = new ArrayList<>();
    private final CancellationSource source = new CancellationSource();

    @Test
    void a_repetition_that_the_timer_could_not_take_back_sends_nothing_after_the_end() throws SQLException {
        StatementScope scope = StatementScope.open(source.token(), forgetful, statement());
        source.cancel(CancellationReason.of(Kind.USER, "no longer needed"));
        repetitions.get(0).run();
        assertThat(calls).containsExactly("cancel", "cancel");

        scope.close();
        repetitions.get(1).run();

        assertThat(calls).containsExactly("cancel", "cancel", "close");
    }

    @Test
    void a_scope_that_is_closed_twice_cleans_up_once() throws SQLException {
        StatementScope scope = StatementScope.open(source.token(), forgetful, statement());
        source.cancel(CancellationReason.of(Kind.USER, "no longer needed"));

        scope.close();
        scope.close();

        assertThat(calls).containsExactly("cancel", "close");
    }

    @Test
    void without_a_timer_a_cancel_is_sent_once_and_harms_no_other_callback() throws SQLException {
        CancellationTimer none = (delay, action) -> {
            throw new IllegalStateException("none is installed");
        };
        try (StatementScope scope = StatementScope.open(source.token(), none, statement())) {
            assertThat(scope).isNotNull();
            source.cancel(CancellationReason.of(Kind.USER, "no longer needed"));
        }

        assertThat(calls).containsExactly("cancel", "close");
    }

    private Statement statement() {
        Connection connection = (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> method.getName().equals("isClosed"));
        return (Statement) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Statement.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        return connection;
                    }
                    calls.add(method.getName());
                    return null;
                });
    }
}
