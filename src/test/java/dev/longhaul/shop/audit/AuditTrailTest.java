package dev.longhaul.shop.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.database.Database;
import dev.longhaul.testing.DatabaseKind;
import dev.longhaul.testing.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is recorded and how it is read, on each database. */
@ParameterizedClass(name = "{0}")
@EnumSource(DatabaseKind.class)
class AuditTrailTest {

    private final DatabaseKind kind;
    private Database database;
    private AuditTrail trail;

    AuditTrailTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void createTable() {
        database = kind.fresh(AuditTables.of(kind));
        trail = AuditTables.trail(database);
    }

    @Test
    void a_line_says_who_did_what_to_what_from_where_on_which_node_and_when() {
        trail.record(AuditLine.of(AuditAction.USER_CHANGED, "admin")
                .from("192.0.2.7")
                .on("mara")
                .saying("disabled"));

        assertThat(newest()).singleElement().satisfies(line -> {
            assertThat(line)
                    .usingRecursiveComparison()
                    .ignoringFields("id", "at")
                    .isEqualTo(new AuditEntry(
                            0, Instant.EPOCH, "node-1", "user-changed", "admin", "192.0.2.7", "mara", "disabled", 1));
            assertThat(line.at())
                    .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        });
    }

    @Test
    void the_address_is_that_of_the_request_on_this_thread() {
        RequestClient client = RequestClient.bind("192.0.2.8");
        try {
            trail.record(AuditLine.of(AuditAction.IMPORT_STARTED, "mara"));
        } finally {
            client.close();
        }
        trail.record(AuditLine.of(AuditAction.IMPORT_STARTED, "mara"));

        assertThat(newest()).extracting(AuditEntry::address).containsExactly("", "192.0.2.8");
    }

    @Test
    void a_line_belongs_to_the_transaction_of_what_it_reports() {
        assertThatThrownBy(() -> Sql.on(database).useTransaction(handle -> {
                    trail.record(handle, AuditLine.of(AuditAction.TOKEN_CREATED, "mara"));
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");

        assertThat(newest()).isEmpty();
    }

    @Test
    void texts_of_any_length_and_content_are_recorded_in_one_line() {
        trail.record(AuditLine.of(AuditAction.IMPORT_STARTED, "m".repeat(5000))
                .saying("a\r\nb\u0000\u202e\ud800" + "x".repeat(5000)));

        assertThat(newest()).singleElement().satisfies(line -> assertThat(line.detail())
                .startsWith("a??b???x")
                .hasSizeLessThan(5000));
    }

    @Test
    void lines_are_found_by_user_action_and_time_and_page_by_page() {
        for (String user : List.of("mara", "otto", "mara")) {
            trail.record(AuditLine.of(AuditAction.SIGNED_IN, user));
        }
        trail.record(AuditLine.of(AuditAction.SIGNED_OUT, "mara"));
        Instant now = Instant.now();

        assertThat(trail.newest(new AuditFilter("mara", null, null, null), Long.MAX_VALUE, 10))
                .hasSize(3);
        assertThat(trail.newest(new AuditFilter("mara", "signed-in", null, null), Long.MAX_VALUE, 10))
                .hasSize(2);
        assertThat(trail.newest(new AuditFilter(null, null, now.plusSeconds(3600), null), Long.MAX_VALUE, 10))
                .isEmpty();
        assertThat(trail.newest(new AuditFilter(null, null, null, now.minusSeconds(3600)), Long.MAX_VALUE, 10))
                .isEmpty();

        List<AuditEntry> first = trail.newest(AuditFilter.ALL, Long.MAX_VALUE, 3);
        List<AuditEntry> second = trail.newest(AuditFilter.ALL, first.get(2).id(), 3);
        assertThat(first).extracting(AuditEntry::action).startsWith("signed-out");
        assertThat(second).hasSize(1);
    }

    @Test
    void a_program_reads_on_from_the_last_line_that_it_knows_once_lines_are_settled() {
        IntStream.range(0, 3).forEach(i -> trail.record(AuditLine.of(AuditAction.SIGNED_IN, "user-" + i)));
        assertThat(trail.after(AuditFilter.ALL, 0, 10)).isEmpty();

        List<AuditEntry> all = Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> trail.after(AuditFilter.ALL, 0, 10), lines -> lines.size() == 3);

        assertThat(all).extracting(AuditEntry::user).containsExactly("user-0", "user-1", "user-2");
        assertThat(trail.after(AuditFilter.ALL, all.get(1).id(), 10)).containsExactly(all.get(2));
    }

    @Test
    void only_lines_older_than_the_retention_are_removed() {
        trail.record(AuditLine.of(AuditAction.SIGNED_IN, "old"));
        trail.record(AuditLine.of(AuditAction.SIGNED_IN, "young"));
        age("old", 400);

        assertThat(trail.removeOlderThan(Duration.ofDays(365), CancellationToken.NONE))
                .isOne();

        assertThat(newest()).extracting(AuditEntry::user).containsExactly("young");
    }

    @Test
    void on_postgresql_nobody_changes_removes_or_backdates_a_line() {
        if (kind != DatabaseKind.POSTGRESQL) {
            return;
        }
        trail.record(AuditLine.of(AuditAction.SIGNED_IN, "mara"));

        for (String attack : List.of(
                "UPDATE audit_line SET user_name = 'otto'",
                "DELETE FROM audit_line",
                "TRUNCATE audit_line",
                "UPDATE audit_line SET written_at = '2020-01-01'")) {
            assertThatThrownBy(() -> Sql.on(database).useHandle(handle -> handle.execute(attack)))
                    .as(attack)
                    .hasMessageContaining("append-only");
        }
        Sql.on(database)
                .useHandle(handle -> handle.execute("INSERT INTO audit_line (written_at, node, action,"
                        + " user_name, address, subject, detail, times)"
                        + " VALUES ('2020-01-01', 'n', 'signed-in', 'forged', '', '', '', 1)"));
        assertThat(newest().get(0).at()).isAfter(Instant.now().minusSeconds(3600));
    }

    private List<AuditEntry> newest() {
        return trail.newest(AuditFilter.ALL, Long.MAX_VALUE, 100);
    }

    private void age(String user, int days) {
        Sql.on(database).useHandle(handle -> {
            if (kind == DatabaseKind.POSTGRESQL) {
                handle.execute("ALTER TABLE audit_line DISABLE TRIGGER USER");
            }
            handle.execute("UPDATE audit_line SET written_at = written_at - INTERVAL '" + days
                    + "' DAY WHERE user_name = '" + user + "'");
            if (kind == DatabaseKind.POSTGRESQL) {
                handle.execute("ALTER TABLE audit_line ENABLE TRIGGER USER");
            }
        });
    }
}
