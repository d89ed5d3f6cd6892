package dev.longhaul.shop.productimport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.shop.productimport.file.RecordFile;
import dev.longhaul.shop.productimport.file.RecordSource;
import dev.longhaul.shop.productimport.reading.TestReadings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RejectsCsvTest {

    @Test
    void a_reject_stands_in_its_original_columns_with_the_reason_behind() throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();

        try (RejectsCsv csv = new RejectsCsv(output, List.of("sku", "name", "price"))) {
            csv.write(new RejectedRecord(
                    new Reject(2, 5, "not-a-price", "price", "cheap", "The price must be a number, was \"cheap\"."),
                    List.of("A1", "Lamp, \"big\"")));
        }

        assertThat(output.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "\uFEFFsku,name,price,line,code,message\r\n"
                                + "A1,\"Lamp, \"\"big\"\"\",,5,not-a-price,\"The price must be a number, was \"\"cheap\"\".\"\r\n");
    }

    @Test
    void a_formula_is_guarded_in_every_column_and_the_file_sent_again_holds_the_original() throws Exception {
        List<String> cells = List.of("-5", "Lamp;=1", "'+1", "-5");
        ByteArrayOutputStream output = new ByteArrayOutputStream();

        try (RejectsCsv csv = new RejectsCsv(output, List.of("sku", "@name", "vendor", "quantity"))) {
            csv.write(new RejectedRecord(new Reject(1, 2, "x", "sku", "-5", "=not this"), cells));
        }

        assertThat(output.toString(StandardCharsets.UTF_8))
                .isEqualTo(String.join(
                        "\r\n",
                        "\uFEFFsku,'@name,vendor,quantity,line,code,message",
                        "'-5,Lamp;'=1,''+1,-5,2,x,'=not this",
                        ""));
        InputStream file = new ByteArrayInputStream(output.toByteArray());
        try (RecordSource reader = RecordFile.open(file, TestReadings.of(List.of(), 0).format())) {
            assertThat(reader.header()).startsWith("sku", "@name");
            assertThat(Objects.requireNonNull(reader.next()).cells()).startsWith(cells.toArray(String[]::new));
        }
    }
}
