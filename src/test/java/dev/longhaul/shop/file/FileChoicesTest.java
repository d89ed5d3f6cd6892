package dev.longhaul.shop.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.longhaul.shop.file.encoding.EncodingNames;
import dev.longhaul.shop.file.record.FileChoices;
import dev.longhaul.shop.file.record.FileFormat;
import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.file.record.UnreadableFileException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person has decided comes before what would be recognised. */
class FileChoicesTest {

    private static FileChoices encoding(String name) {
        return new FileChoices(name, null, null, null, null);
    }

    private static FileChoices table(@Nullable Character delimiter, @Nullable Integer headerLine) {
        return new FileChoices(null, delimiter, headerLine, null, null);
    }

    private static UnreadableFileException refusal(String text, FileChoices choices) {
        return catchThrowableOfType(UnreadableFileException.class, () -> Files.examine(Files.utf8(text), choices));
    }

    @ParameterizedTest
    @ValueSource(chars = {'#', ':', '^', '~', '!', ' ', '\u00a6', '§', '.', '/'})
    void any_character_that_is_no_part_of_text_may_separate_cells(char delimiter) throws Exception {
        byte[] bytes = Files.utf8(
                "foo,bar;" + delimiter + "baz\n1,2;" + delimiter + "3\n" + "4,5;" + delimiter + "6\n".repeat(90));

        assertThat(Files.examine(bytes, table(delimiter, null)).header()).containsExactly("foo,bar;", "baz");
    }

    @ParameterizedTest
    @ValueSource(chars = {'"', '\'', 'x', 'ü', '7', '\n', '\r', '\0', '\uD83D'})
    void a_character_of_texts_cannot_separate_cells(char delimiter) {
        assertThat(refusal("sku,name\n1,a\n", table(delimiter, null)).code()).isEqualTo("delimiter-unusable");
    }

    @Test
    void a_chosen_delimiter_comes_before_a_line_that_names_another() throws Exception {
        byte[] bytes = Files.utf8("sep=;\nsku,name\n1,a\n");

        assertThat(Files.examine(bytes, table(',', null)).header()).containsExactly("sku", "name");
    }

    @Test
    void the_header_is_on_the_chosen_line_and_records_keep_their_lines() throws Exception {
        byte[] bytes = Files.utf8("sku,name\nfoo,bar\n1,a\n");
        FileFormat format = Files.examine(bytes, table(null, 2));

        assertThat(format.header()).containsExactly("foo", "bar");
        assertThat(Files.records(bytes, table(null, 2)).get(0).line()).isEqualTo(3);
    }

    @Test
    void a_file_without_a_header_has_numbered_columns_and_its_first_record() throws Exception {
        byte[] bytes = Files.utf8("\nA-1;Chair;12,50\nA-2;Table;20,00;new\n");

        assertThat(Files.examine(bytes, table(null, 0)).header())
                .containsExactly("column 1", "column 2", "column 3", "column 4");
        assertThat(Files.records(bytes, table(null, 0)))
                .extracting(FileRecord::number, FileRecord::line, record -> record.cell(1))
                .containsExactly(tuple(1L, 2L, "Chair"), tuple(2L, 3L, "Table"));
    }

    @Test
    void a_separator_line_is_no_record_of_a_file_without_a_header() throws Exception {
        byte[] bytes = Files.utf8("sep=|\nA-1|Chair\n");

        assertThat(Files.records(bytes, table(null, 0)))
                .extracting(FileRecord::cells)
                .containsExactly(List.of("A-1", "Chair"));
    }

    @Test
    void a_header_beyond_the_end_is_refused_with_the_number_of_lines() {
        assertThat(refusal("sku,name\n1,a\n", table(null, 3)))
                .hasMessage("the header was said to be on line 3, and the file has 2 lines;"
                        + " choose one of them, or 0 for a file without a header");
        assertThat(refusal("sku,name\n1,a\n", table(null, -1)).code()).isEqualTo("header-line-missing");
    }

    @Test
    void a_chosen_encoding_is_used_though_another_is_likelier() throws Exception {
        byte[] bytes = Files.bytes("sku,name\n1,Größe\n2,crème\n", "windows-1252");

        assertThat(Files.records(bytes, encoding("windows-1250")).get(1).cell(1))
                .isEqualTo("crčme");
        assertThat(Objects.requireNonNull(
                                Files.examine(bytes, encoding("cp1250")).text())
                        .encodingAssumed())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MacRoman",
                "macintosh",
                "cp850",
                "IBM852",
                "cp437",
                "KOI8-R",
                "latin1",
                "iso-8859-5",
                "utf8",
                "UTF-16LE",
                "Cp1257"
            })
    void encodings_are_known_by_their_usual_names(String name) throws Exception {
        String charset = EncodingNames.require(name).name();
        byte[] bytes = Files.bytes("sku,name\n1,a\n2,b\n", charset);

        assertThat(Files.examine(bytes, encoding(name)).header()).containsExactly("sku", "name");
    }

    @Test
    void latin_1_with_signs_that_only_windows_1252_has_is_windows_1252() throws Exception {
        byte[] bytes = Files.bytes("sku,name\n1,Größe – 5 €\n", "windows-1252");

        assertThat(Files.records(bytes, encoding("latin1")).get(0).cell(1)).isEqualTo("Größe – 5 €");
    }

    @Test
    void utf_16_is_read_in_the_order_that_its_bytes_show() throws Exception {
        byte[] bytes = Files.bytes("sku,name\n1,Größe\n", "UTF-16LE");

        assertThat(Files.records(bytes, encoding("UTF-16")).get(0).cell(1)).isEqualTo("Größe");
    }

    @Test
    void a_byte_order_mark_is_stronger_than_what_is_said_of_the_file() throws Exception {
        byte[] bytes = Files.utf8("\uFEFFsku,Größe\n1,a\n");

        assertThat(Files.examine(bytes, encoding("windows-1252")).header()).containsExactly("sku", "Größe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"klingon", "", "foo bar", "Shift_JIS", "UTF-32", "ISO-2022-JP"})
    void an_encoding_that_is_not_read_is_refused_and_others_are_named(String name) {
        UnreadableFileException refusal = refusal("sku,name\n1,a\n", encoding(name));

        assertThat(refusal.code()).isEqualTo("encoding-unknown");
        assertThat(refusal).hasMessageContaining("`" + name + "`").hasMessageContaining("windows-1250");
    }

    @Test
    void a_file_that_is_said_to_be_utf_8_and_is_not_is_refused() {
        byte[] bytes = Files.bytes("sku,name\n1,Größe\n2,für\n", "windows-1252");

        assertThat(catchThrowableOfType(UnreadableFileException.class, () -> Files.examine(bytes, encoding("UTF-8"))))
                .hasMessage("the file was said to be UTF-8, and 3 of its bytes are not;"
                        + " name another encoding, or none to have it recognised");
    }
}
