package dev.longhaul.shop.productimport.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.shop.catalog.Reason;
import dev.longhaul.shop.file.record.RecordFault;
import dev.longhaul.shop.productimport.Reject;
import dev.longhaul.shop.productimport.RejectedRecord;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RejectFormTest {

    @Test
    void the_cells_at_fault_come_first_and_all_do_if_the_record_is() {
        RejectForm form = new RejectForm(List.of("sku", "name", "price"), Locale.GERMAN);
        RecordFault price = RecordFault.of(Reason.of("price-negative"), "price", "-1");

        List<RejectRow> rows = form.rows(List.of(
                record(1, price, "A", "Lamp\ntall", "-1"),
                record(2, RecordFault.ofRecord(Reason.of("too-many-cells", 4, 3, 1000)), "B", "Chair", "5", "x", "y")));

        assertThat(rows.get(0).reason()).isEqualTo("ein Preis kann nicht unter null liegen");
        assertThat(rows.get(0).named()).extracting(RejectRow.Cell::column).containsExactly("price");
        assertThat(rows.get(0).others()).extracting(RejectRow.Cell::column).containsExactly("sku", "name");
        assertThat(rows.get(0).others()).extracting(RejectRow.Cell::isLong).containsExactly(false, true);
        assertThat(rows.get(1).named()).hasSize(3);
        assertThat(rows.get(1).others()).isEmpty();
        assertThat(rows.get(1).surplus()).isEqualTo("x, y");
    }

    @Test
    void a_page_holds_what_a_form_may_send_and_at_least_one_record() {
        List<RejectedRecord> many = LongStream.rangeClosed(1, 50)
                .mapToObj(number -> record(number, RecordFault.ofRecord(Reason.of("key-missing")), "x".repeat(900)))
                .toList();
        List<String> wide = Collections.nCopies(500, "c");

        assertThat(new RejectForm(List.of("sku"), Locale.ENGLISH).rows(many)).hasSize(13);
        List<RejectRow> one = new RejectForm(wide, Locale.ENGLISH).rows(many);
        assertThat(one).hasSize(1);
        assertThat(one.get(0).named().stream().filter(RejectRow.Cell::isOpen)).hasSize(400);
        RejectRow long1 = new RejectForm(List.of("sku", "text"), Locale.ENGLISH)
                .rows(List.of(record(1, RecordFault.ofRecord(Reason.of("key-missing")), "A", "x".repeat(1_001))))
                .get(0);
        assertThat(long1.named()).extracting(RejectRow.Cell::isOpen).containsExactly(true, false);
    }

    @Test
    void what_is_sent_are_the_cells_of_the_ticked_records() {
        assertThat(RejectForm.changes(Map.of(
                        "record.7", "on", "cell.7.2", "9", "cell.8.2", "not ticked", "cell.x.1", "", "record.", "on")))
                .isEqualTo(Map.of(7L, Map.of(2, "9")));
    }

    private static RejectedRecord record(long number, RecordFault fault, String... cells) {
        return new RejectedRecord(new Reject(number, number + 1, fault), List.of(cells));
    }
}
