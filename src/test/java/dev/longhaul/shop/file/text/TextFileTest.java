package dev.longhaul.shop.file.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.longhaul.shop.file.Files;
import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.file.record.TextFormat;
import dev.longhaul.shop.file.record.UnreadableFileException;
import dev.longhaul.testing.SharedFiles;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tables of text as a whole: what is found in them, and the small files of the field. */
class TextFileTest {

    private static final Jsonb JSONB = JsonbBuilder.create();

    @Test
    void what_was_found_is_stored_as_json_and_reads_the_same_records() throws Exception {
        byte[] bytes = Files.bytes("Titel\nsku;name\n1;Señorita\nsku;name\n2;Niño\n", "windows-1252");
        TextFormat format = Files.format(bytes);

        assertThat(JSONB.fromJson(JSONB.toJson(format), TextFormat.class)).isEqualTo(format);
        assertThat(format.headerLine()).isEqualTo(2);
        assertThat(format.skippedLines()).isEqualTo(1);
        assertThat(format.repeatedHeaders()).isEqualTo(1);
    }

    @Test
    void a_quote_that_is_closed_in_the_middle_of_a_text_is_a_fault_where_other_quotes_enclose_cells() {
        byte[] bytes = Files.utf8("sku,name\n1,\"a, b\"\n2,5\" pipe\n3,\"Big\" lamp\n");

        assertThat(catchThrowableOfType(UnreadableFileException.class, () -> Files.examine(bytes)))
                .hasMessage("the record that starts on line 4 has text after a closing quote (\");"
                        + " a quote that belongs to the text is written twice");
    }

    @Test
    void a_table_of_the_most_columns_is_read_and_one_more_is_refused() throws Exception {
        byte[] most = Files.utf8("c" + ",c".repeat(999) + "\n1\n");
        byte[] more = Files.utf8("c" + ",c".repeat(1000) + "\n1\n");

        assertThat(Files.examine(most).header()).hasSize(1000);
        assertThat(catchThrowableOfType(UnreadableFileException.class, () -> Files.examine(more)))
                .hasMessage("the header on line 1 has 1001 columns, at most 1000 are read");
    }

    @Test
    void a_surplus_cell_is_kept_with_its_record() throws Exception {
        FileRecord record = Files.records(SharedFiles.require("cases/reading/19-too-many-cells.csv"))
                .get(1);

        assertThat(Objects.requireNonNull(record.fault()).code()).isEqualTo("too-many-cells");
        assertThat(record.cells()).containsExactly("T2", "Tap", "2.00", "9", "9");
    }

    @Test
    void blanks_behind_quotes() throws Exception {
        assertThat(cells("reading/14-blank-after-quote.csv", 3))
                .containsExactly(List.of("Q1", "Lamp, tall", "10.50"), List.of("Q2", "Lamp, low", "8.50"));
    }

    @Test
    void number_signs_between_cells() throws Exception {
        assertThat(cells("reading/18-hash-delimiter.csv", 3))
                .containsExactly(List.of("H1", "Hat", "12.00"), List.of("H2", "Hood", "22.00"));
    }

    @Test
    void a_replacement_character_that_the_file_itself_holds() throws Exception {
        assertThat(cells("reading/20-replacement-character.csv", 2))
                .containsExactly(List.of("R1", "Caf\uFFFD cup"), List.of("R2", "Plate"));
    }

    @Test
    void short_records() throws Exception {
        List<FileRecord> records = Files.records(SharedFiles.require("cases/reading/30-short-rows.csv"));

        assertThat(records).hasSize(3).extracting(FileRecord::fault).containsOnlyNulls();
    }

    @Test
    void polish_in_windows_1250() throws Exception {
        assertThat(cells("field/05a-polish-windows-1250.csv", 2))
                .extracting(record -> record.get(1))
                .containsExactly(
                        "Krzesło ogrodowe składane zielone",
                        "Stół drewniany duży okrągły",
                        "Lampa stojąca czarna do salonu");
    }

    @Test
    void german_and_french_of_a_macintosh() throws Exception {
        assertThat(cells("field/05c-mac-roman-cr.csv", 2))
                .extracting(record -> record.get(1))
                .containsExactly("Müller Gießkanne grün", "Crème brûlée für €5 Größe");
    }

    @Test
    void columns_that_only_a_spreadsheet_has_seen() throws Exception {
        byte[] bytes = SharedFiles.require("cases/field/18-phantom-columns.csv");

        assertThat(Files.examine(bytes).header()).containsExactly("SKU", "Title", "Price");
        assertThat(Files.records(bytes)).extracting(FileRecord::fault).containsOnlyNulls();
    }

    @Test
    void a_quoted_separator_line() throws Exception {
        assertThat(cells("field/21-quoted-separator-line.csv", 2)).containsExactly(List.of("BR-SEP1", "x"));
    }

    private static List<List<String>> cells(String name, int columns) throws Exception {
        return Files.records(SharedFiles.require("cases/" + name)).stream()
                .map(record ->
                        IntStream.range(0, columns).mapToObj(record::cell).toList())
                .toList();
    }
}
