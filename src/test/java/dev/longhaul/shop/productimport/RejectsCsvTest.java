package dev.longhaul.shop.productimport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.shop.catalog.Reason;
import dev.longhaul.shop.file.RecordFile;
import dev.longhaul.shop.file.record.RecordFault;
import dev.longhaul.shop.file.record.RecordSource;
import dev.longhaul.shop.reading.TestReadings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RejectsCsvTest {

    @Test
    void a_reject_stands_in_its_original_columns_with_the_reason_behind() throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();

        try (RejectsCsv csv = new RejectsCsv(output, List.of("sku", "name", "price"), Locale.ENGLISH, false)) {
            csv.write(new RejectedRecord(
                    new Reject(
                            2,
                            5,
                            RecordFault.of(
                                    Reason.written("not-a-price", "The price must be a number, was \"cheap\"."),
                                    "price",
                                    "cheap")),
                    List.of("A1", "Lamp, \"big\"")));
        }

        assertThat(output.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "\uFEFFsku,name,price,surplus cells,record,line,code,message\r\n"
                                + "A1,\"Lamp, \"\"big\"\"\",,,2,5,not-a-price,\"The price must be a number, was \"\"cheap\"\".\"\r\n");
    }

    @Test
    void a_formula_is_guarded_in_every_column_and_the_file_sent_again_holds_the_original() throws Exception {
        List<String> cells = List.of("-5", "Lamp;=1", "'+1", "-5");
        ByteArrayOutputStream output = new ByteArrayOutputStream();

        try (RejectsCsv csv =
                new RejectsCsv(output, List.of("sku", "@name", "vendor", "quantity"), Locale.ENGLISH, false)) {
            csv.write(new RejectedRecord(
                    new Reject(1, 2, RecordFault.of(Reason.written("x", "=not this"), "sku", "-5")), cells));
        }

        assertThat(output.toString(StandardCharsets.UTF_8))
                .isEqualTo(String.join(
                        "\r\n",
                        "\uFEFFsku,'@name,vendor,quantity,surplus cells,record,line,code,message",
                        "'-5,Lamp;'=1,''+1,-5,,1,2,x,'=not this",
                        ""));
        InputStream file = new ByteArrayInputStream(output.toByteArray());
        try (RecordSource reader =
                RecordFile.open(file, TestReadings.of(List.of(), 0).format())) {
            assertThat(reader.header()).startsWith("sku", "@name");
            assertThat(Objects.requireNonNull(reader.next()).cells()).startsWith(cells.toArray(String[]::new));
        }
    }

    @Test
    void surplus_cells_have_a_column_of_their_own_and_the_others_stay_in_their_places() throws Exception {
        assertThat(written(List.of("sku", "name", "price"), List.of("T2", "Tap", "2.00", "9", "a, \"b\"", "=1 ")))
                .isEqualTo("sku,name,price,surplus cells,record,line,code,message\r\n"
                        + "T2,Tap,2.00,\"9,\"\"a, \"\"\"\"b\"\"\"\"\"\",'=1 \",2,3,too-many-cells,m\r\n");
    }

    @Test
    void a_file_of_rejects_that_is_sent_again_gets_no_second_set_of_reasons() throws Exception {
        List<String> header = List.of("sku", "name", "surplus cells", "line", "code", "message");

        assertThat(written(header, List.of("A", "b", "", "3", "old", "old message")))
                .isEqualTo("sku,name,surplus cells,record,line,code,message\r\nA,b,,2,3,too-many-cells,m\r\n");
        assertThat(written(header, List.of("A", "b", "9,8", "3", "old", "old message", "7")))
                .isEqualTo(
                        "sku,name,surplus cells,record,line,code,message\r\nA,b,\"\"\"9,8\"\",7\",2,3,too-many-cells,m\r\n");
    }

    private static String written(List<String> header, List<String> cells) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (RejectsCsv csv = new RejectsCsv(output, header, Locale.ENGLISH, false)) {
            csv.write(new RejectedRecord(
                    new Reject(2, 3, RecordFault.ofRecord(Reason.written("too-many-cells", "m"))), cells));
        }
        return output.toString(StandardCharsets.UTF_8).substring(1);
    }
}
