package dev.longhaul.shop.productimport.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.productimport.upload.UploadForm;
import dev.longhaul.shop.reading.cell.DecimalMark;
import dev.longhaul.shop.reading.column.ColumnReading;
import dev.longhaul.shop.reading.column.ColumnReading.Use;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ColumnRowTest {

    @Test
    void a_column_is_chosen_by_its_name_and_by_its_number_where_the_name_does_not_do() {
        List<ColumnReading> columns = Stream.of("Preis", "Rest", "Rest", "", "#1", "a\nb", "x".repeat(51))
                .map(name -> column(name, Use.ATTRIBUTE, null))
                .toList();

        assertThat(ColumnRow.of(columns, Map.of(), List.of()))
                .extracting(ColumnRow::reference)
                .containsExactly("Preis", "#2", "#3", "#4", "#5", "#6", "#7");
    }

    @Test
    void a_row_keeps_the_choice_and_shows_the_suggestion() {
        Map<String, String> choices = Map.of("PRCIE", "cost");

        assertThat(ColumnRow.of(
                        List.of(column("Prcie", Use.UNSURE, "price")),
                        choices,
                        List.of(
                                new FileRecord(1, 2, List.of("12,50"), null),
                                new FileRecord(2, 3, List.of(" "), null),
                                new FileRecord(3, 4, List.of("9".repeat(70)), null))))
                .containsExactly(new ColumnRow(
                        "Prcie",
                        "Prcie",
                        "unsure",
                        "price",
                        null,
                        "cost",
                        true,
                        List.of("12,50", "9".repeat(60) + "…")));
    }

    @Test
    void no_more_columns_are_choosable_than_the_form_takes() {
        List<ColumnReading> columns = Collections.nCopies(UploadForm.MAX_COLUMNS + 1, column("x", Use.IGNORED, null));

        List<ColumnRow> rows = ColumnRow.of(columns, Map.of(), List.of());

        assertThat(rows.get(UploadForm.MAX_COLUMNS - 1).choosable()).isTrue();
        assertThat(rows.get(UploadForm.MAX_COLUMNS).choosable()).isFalse();
    }

    private static ColumnReading column(String name, Use use, @Nullable String suggestion) {
        return new ColumnReading(name, use, null, null, null, DecimalMark.UNKNOWN, suggestion, null);
    }
}
