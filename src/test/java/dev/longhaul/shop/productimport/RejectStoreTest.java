package dev.longhaul.shop.productimport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.database.Database;
import dev.longhaul.run.RunId;
import dev.longhaul.testing.DatabaseKind;
import dev.longhaul.testing.Sql;
import jakarta.json.bind.JsonbBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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

    RejectStoreTest(Database database) {
        this.database = database;
    }

    static Stream<Arguments> databases() {
        return DatabaseKind.each(TestImports.SCHEMA);
    }

    @BeforeEach
    void makeStore() {
        rejects = new RejectStore(database, JsonbBuilder.create());
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

        assertThat(rejects.list(run, 10, 2))
                .containsExactly(all.get(10).reject(), all.get(11).reject());
        List<RejectedRecord> read = new ArrayList<>();
        rejects.forEach(run, read::add);
        assertThat(read).isEqualTo(all);
        assertThat(rejects.list(new RunId(UUID.randomUUID()), 0, 10)).isEmpty();
    }

    private static RejectedRecord rejected(long number) {
        boolean whole = number % 2 == 0;
        return new RejectedRecord(
                new Reject(
                        number,
                        number + 1,
                        "too-many-cells",
                        whole ? null : "price",
                        whole ? null : "cheap",
                        "It has 4 cells."),
                List.of("A" + number, "", "ü,\"\n"));
    }
}
