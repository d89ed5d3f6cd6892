package dev.longhaul.shop.productimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+A1",
                "-A1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "\u0000=1",
                "＝1",
                "＋1",
                "－A",
                "＠A",
                "-1-1"
            })
    void a_cell_that_a_spreadsheet_would_run_is_made_harmless(String cell) {
        assertThat(RejectsCsv.harmless(cell)).isEqualTo("'" + cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=1", "-5", "+49", "-12.50", "12,5"})
    void any_other_cell_stays_as_it_is(String cell) {
        assertThat(RejectsCsv.harmless(cell)).isEqualTo(cell);
    }
}
