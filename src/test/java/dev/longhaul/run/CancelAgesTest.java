package dev.longhaul.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.cancellation.CancelReceipt;
import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.cluster.NodeId;
import dev.longhaul.database.Database;
import dev.longhaul.database.Dialect;
import dev.longhaul.testing.Sql;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A cancel is never observed before it is delivered, whatever the clocks do. */
@ParameterizedClass(name = "{0}")
@EnumSource(Dialect.class)
class CancelAgesTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    private final Dialect dialect;

    private RunDatabase tables;
    private Run run;

    CancelAgesTest(Dialect dialect) {
        this.dialect = dialect;
    }

    @BeforeEach
    void cancelARun() {
        Database database = TestRuns.database(dialect);
        TestRuns.empty(database);
        tables = TestRuns.tables(database);
        RunId id = TestRuns.enqueue(tables, "test", "{}", "anna");
        run = tables.claims(TestRuns.judge(database, Set.of()))
                .claim(id, new NodeId("a", "a-1"), any -> true)
                .orElseThrow();
        tables.interventions().cancel(id, "", ChangedBy.person("ben", "b"));
    }

    @Test
    void a_cancel_observed_at_once_has_its_delivery_at_least_as_long_ago() {
        for (int time = 0; time < 10_000; time++) {
            try (CancellationSource source = new CancellationSource()) {
                source.cancel(CancellationReason.of(Kind.USER, ""));
                source.token().isCancellationRequested();

                CancelAges ages =
                        CancelAges.at(Clock.systemUTC().instant(), source).orElseThrow();

                assertThat(ages.sinceDelivery()).isGreaterThanOrEqualTo(ages.sinceObservation());
            }
        }
    }

    @Test
    void a_clock_that_was_set_back_between_the_stages_makes_no_observation_before_the_delivery() {
        CancelAges ages = CancelAges.of(NOW, NOW.minusSeconds(10), NOW.minusSeconds(3_600));

        assertThat(ages).isEqualTo(new CancelAges(Duration.ofSeconds(10), Duration.ofSeconds(10)));
    }

    @Test
    void a_clock_that_was_set_back_after_the_delivery_makes_no_stage_of_the_future() {
        CancelAges ages = CancelAges.of(NOW, NOW.plusSeconds(3_600), NOW);

        assertThat(ages).isEqualTo(new CancelAges(Duration.ZERO, Duration.ZERO));
    }

    @Test
    void a_stage_that_is_recorded_later_than_the_delivery_is_not_earlier_than_that_one() {
        // the first took long to reach the database, so that its delivery is recorded later than it was
        tables.interventions().recordStages(run.id(), 1, new CancelAges(Duration.ZERO, null));
        tables.interventions().recordStages(run.id(), 1, new CancelAges(Duration.ofMinutes(2), Duration.ofMinutes(1)));

        CancelReceipt receipt = tables.queries().find(run.id()).orElseThrow().cancelReceipt();
        assertThat(receipt).isNotNull();
        assertThat(receipt.stage()).isEqualTo(CancelReceipt.Stage.OBSERVED);
        assertThat(receipt.observedAt()).isEqualTo(receipt.deliveredAt());
    }

    @Test
    void a_receipt_of_an_earlier_version_whose_observation_comes_first_can_still_be_read() {
        Sql.on(TestRuns.database(dialect))
                .useHandle(handle -> handle.execute("UPDATE run SET cancel_delivered_at = CURRENT_TIMESTAMP,"
                        + " cancel_observed_at = CURRENT_TIMESTAMP - INTERVAL '1' MINUTE"));

        CancelReceipt receipt = tables.queries().find(run.id()).orElseThrow().cancelReceipt();
        assertThat(receipt).isNotNull();
        assertThat(receipt.observedAt()).isEqualTo(receipt.deliveredAt());
    }
}
