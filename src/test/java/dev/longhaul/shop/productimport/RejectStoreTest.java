package dev.longhaul.shop.productimport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.database.Database;
import dev.longhaul.run.RunId;
import dev.longhaul.shop.catalog.Reason;
import dev.longhaul.shop.file.record.RecordFault;
import dev.longhaul.testing.DatabaseKind;
import dev.longhaul.testing.Sql;
import jakarta.json.bind.JsonbBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the store of rejects promises on every database. */
@ParameterizedClass(name = "{0}")
@MethodSource("databases")
class RejectStoreTest {

    private final Database database;
    private RejectStore rejects;
    private LeftRejects left;

    RejectStoreTest(Database database) {
        this.database = database;
    }

    static Stream<Arguments> databases() {
        return DatabaseKind.each(TestImports.SCHEMA);
    }

    @BeforeEach
    void makeStore() {
        rejects = new RejectStore(database, JsonbBuilder.create());
        left = new LeftRejects(database, rejects, new RetryTable(database));
    }

    @Test
    void rejects_come_back_in_the_order_of_the_file_page_by_page_and_all_at_once() {
        RunId run = new RunId(UUID.randomUUID());
        List<RejectedRecord> all = LongStream.rangeClosed(1, 1_200)
                .mapToObj(RejectStoreTest::rejected)
                .toList();
        List<RejectedRecord> backwards = new ArrayList<>(all);
        Collections.reverse(backwards);

        Sql.on(database).useTransaction(transaction -> rejects.insert(transaction, run, backwards));

        assertThat(left.page(all(run), 10, 2)).containsExactly(all.get(10), all.get(11));
        List<RejectedRecord> read = new ArrayList<>();
        left.forEach(all(run), read::add);
        assertThat(read).isEqualTo(all);
        assertThat(left.count(all(run))).isEqualTo(1_200);
        assertThat(left.page(all(new RunId(UUID.randomUUID())), 0, 10)).isEmpty();
    }

    @Test
    void a_reject_of_an_earlier_version_keeps_its_sentence() {
        RunId run = new RunId(UUID.randomUUID());
        Sql.on(database)
                .useHandle(handle -> handle.execute(
                        "INSERT INTO import_reject (run_id, record_number, line_number, code, column_name, cell_value,"
                                + " message, cells) VALUES (?, 7, 9, 'price-negative', 'price', '-1', 'It is below zero.', '[]')",
                        run.value()));

        Reject reject = left.page(all(run), 0, 10).get(0).reject();

        assertThat(reject.fault().code()).isEqualTo("price-negative");
        assertThat(reject.fault().column()).isEqualTo("price");
        assertThat(reject.fault().value()).isEqualTo("-1");
        assertThat(reject.fault().message(Locale.GERMAN)).isEqualTo("It is below zero.");
    }

    @Test
    void they_are_counted_by_reason_with_the_first_line_and_paged_within_one() {
        RunId run = new RunId(UUID.randomUUID());
        List<RejectedRecord> rejected = LongStream.rangeClosed(1, 30)
                .mapToObj(number -> new RejectedRecord(
                        new Reject(
                                number,
                                number + 1,
                                RecordFault.ofRecord(
                                        number % 3 == 0
                                                ? Reason.of("price-negative")
                                                : Reason.of("variant-unclear", "a", 2))),
                        List.of()))
                .toList();
        Sql.on(database).useTransaction(transaction -> rejects.insert(transaction, run, rejected));

        assertThat(left.groups(all(run)))
                .containsExactly(
                        new RejectGroup("variant-unclear", 20, rejected.get(0).reject()),
                        new RejectGroup("price-negative", 10, rejected.get(2).reject()));
        assertThat(left.page(left.selection(run, "price-negative", id -> false), 3, 2))
                .containsExactly(rejected.get(5), rejected.get(8));
        assertThat(left.count(left.selection(run, "price-negative", id -> false)))
                .isEqualTo(10);
    }

    private LeftRejects.Selection all(RunId run) {
        return left.selection(run, null, id -> false);
    }

    private static RejectedRecord rejected(long number) {
        boolean whole = number % 2 == 0;
        return new RejectedRecord(
                new Reject(
                        number,
                        number + 1,
                        RecordFault.of(
                                        Reason.of("too-many-cells", 4, 3, 1000),
                                        whole ? null : "price",
                                        whole ? null : "cheap")
                                .with(List.of(RecordFault.of(Reason.of("price-negative"), "cost", "-1")))),
                List.of("A" + number, "", "ü,\"\n"));
    }
}
