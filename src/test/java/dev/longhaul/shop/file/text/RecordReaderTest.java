package dev.longhaul.shop.file.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.shop.catalog.Reason;
import dev.longhaul.shop.file.Files;
import dev.longhaul.shop.file.GeneratedStream;
import dev.longhaul.shop.file.RecordFile;
import dev.longhaul.shop.file.record.FileChoices;
import dev.longhaul.shop.file.record.FileFormat;
import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.file.record.RecordFault;
import dev.longhaul.shop.file.record.TextFormat;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecordReaderTest {

    private static final String UMLAUTS = "sku;name\n1;Grüner Öltank für große Häuser\n2;Stühle – 4 Stück\n";

    @Test
    void records_are_numbered_from_the_header_and_carry_the_line_they_start_on() throws Exception {
        List<FileRecord> records = Files.records(Files.utf8("sku,name\r\n1,\"a\nb\r\nc\"\n\n2,d\r3,e\n , \n4,f"));

        assertThat(records).extracting(FileRecord::number).containsExactly(1L, 2L, 3L, 4L);
        assertThat(records).extracting(FileRecord::line).containsExactly(2L, 6L, 7L, 9L);
        assertThat(records.get(0).cells()).containsExactly("1", "a\nb\r\nc");
    }

    @Test
    void a_record_with_too_few_cells_has_blanks_for_the_rest() throws Exception {
        FileRecord record = Files.records(Files.utf8("sku,name,price\n1\n")).get(0);

        assertThat(record.fault()).isNull();
        assertThat(record.cell(2)).isEmpty();
    }

    @Test
    void a_record_with_too_many_cells_is_rejected_and_the_others_are_read() throws Exception {
        List<FileRecord> records = Files.records(Files.utf8("sku,name\n1,Chair, green\n2,Table\n3,Lamp,,\n"));

        assertThat(records.get(0).fault()).isEqualTo(RecordFault.ofRecord(Reason.of("too-many-cells", 3, 2, 1000)));
        assertThat(records.get(1).fault()).isNull();
        assertThat(records.get(2).fault()).as("blank cells say nothing").isNull();
    }

    @Test
    void a_record_beyond_the_bound_is_rejected_and_the_others_are_read() throws Exception {
        String longText = "x".repeat(160_001);
        List<FileRecord> records = Files.records(Files.utf8("sku,name\n1," + longText + "\n2,Table\n"));

        assertThat(Objects.requireNonNull(records.get(0).fault()).code()).isEqualTo("record-too-long");
        assertThat(records.get(0).cells()).containsExactly("1");
        assertThat(records.get(1).fault()).isNull();
    }

    static List<Arguments> encodings() {
        byte[] utf8Mark = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
        byte[] littleMark = {(byte) 0xFF, (byte) 0xFE};
        byte[] bigMark = {(byte) 0xFE, (byte) 0xFF};
        return List.of(
                Arguments.of("UTF-8", Files.utf8(UMLAUTS), "UTF-8"),
                Arguments.of(
                        "UTF-8 with a byte order mark before a quote",
                        Files.concat(utf8Mark, Files.utf8("\"" + UMLAUTS.replaceFirst(";", "\";"))),
                        "UTF-8"),
                Arguments.of("Windows-1252", Files.bytes(UMLAUTS, "windows-1252"), "windows-1252"),
                Arguments.of(
                        "UTF-16 little-endian", Files.concat(littleMark, Files.bytes(UMLAUTS, "UTF-16LE")), "UTF-16LE"),
                Arguments.of("UTF-16 big-endian", Files.concat(bigMark, Files.bytes(UMLAUTS, "UTF-16BE")), "UTF-16BE"),
                Arguments.of("UTF-16 without a mark", Files.bytes(UMLAUTS, "UTF-16LE"), "UTF-16LE"),
                Arguments.of("UTF-16 big-endian without a mark", Files.bytes(UMLAUTS, "UTF-16BE"), "UTF-16BE"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("encodings")
    void the_encoding_is_recognised(String name, byte[] bytes, String charset) throws Exception {
        FileFormat format = Files.examine(bytes);
        List<FileRecord> records = Files.records(bytes);

        assertThat(Files.format(bytes).charset()).isEqualTo(Charset.forName(charset));
        assertThat(format.header()).containsExactly("sku", "name");
        assertThat(format.recordCount()).isEqualTo(2);
        assertThat(records)
                .extracting(record -> record.cell(1))
                .containsExactly("Grüner Öltank für große Häuser", "Stühle – 4 Stück");
    }

    @Test
    void the_encoding_is_recognised_when_the_first_letter_that_tells_comes_late() throws Exception {
        String ascii = "sku,name\n" + "1,Chair\n".repeat(20_000);
        byte[] bytes = Files.bytes(ascii + "2,Stühle\n", "windows-1252");

        assertThat(Files.format(bytes).charset()).isEqualTo(Charset.forName("windows-1252"));
        assertThat(Files.examine(bytes).recordCount()).isEqualTo(20_001);
        assertThat(Files.records(bytes).get(20_000).cell(1)).isEqualTo("Stühle");
        assertThat(Files.format(Files.utf8(ascii + "2,Stühle\n")).charset()).isEqualTo(StandardCharsets.UTF_8);
    }

    @Test
    void a_column_keeps_its_name_in_the_files_own_encoding() throws Exception {
        byte[] bytes = Files.bytes("Artikelnummer;Währung;Größe\n1;EUR;groß\n", "windows-1252");

        assertThat(Files.examine(bytes).header()).containsExactly("Artikelnummer", "Währung", "Größe");
    }

    @Test
    void one_accented_letter_is_no_greek() throws Exception {
        assertThat(Files.examine(Files.bytes("sku,Größe\n1,a\n", "windows-1252"))
                        .header())
                .containsExactly("sku", "Größe");
    }

    @Test
    void another_alphabet_is_recognised() throws Exception {
        byte[] bytes = Files.bytes("sku;name\n1;Стул зелёный деревянный\n2;Стол круглый из дуба\n", "windows-1251");

        assertThat(Files.records(bytes).get(1).cell(1)).isEqualTo("Стол круглый из дуба");
    }

    @Test
    void a_beginning_that_misleads_does_not_spoil_the_names_of_the_columns() throws Exception {
        byte[] beginning = Files.concat(
                Files.utf8("sku,name,Größe\n"), Files.bytes("1,ääää,\n" + "2,Chair,\n".repeat(20_000), "windows-1252"));
        byte[] bytes = Files.concat(beginning, Files.utf8("3,Größe,\n".repeat(100)));

        assertThat(Files.format(bytes).charset()).isEqualTo(StandardCharsets.UTF_8);
        assertThat(Files.examine(bytes).header()).containsExactly("sku", "name", "Größe");
    }

    @ParameterizedTest(name = "delimiter {0}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                ",~sku,name,price~1,Chair,5",
                ";~sku;name;price~1;Chair;5,00",
                "'|'~sku|name|price~1|Chair|5",
                "tab~sku\tname\tprice~1\tChair\t5",
                ";~\"sku\";\"name, short\";\"price\"~1;Chair;5",
                ",~sku~1",
                ";~x;y;z;sku~1;2;3;4"
            })
    void the_delimiter_is_recognised(String delimiter, String header, String record) throws Exception {
        TextFormat format = Files.format(Files.utf8(header + "\n" + record + "\n"));

        String expected = delimiter.equals("tab") ? "\t" : delimiter.replace("'", "");
        assertThat(String.valueOf(format.delimiter())).isEqualTo(expected);
    }

    @Test
    void a_line_that_only_names_the_delimiter_is_no_header() throws Exception {
        byte[] bytes = Files.utf8("sep=;\r\nsku;name\r\n1;a,b,c,d\r\n");

        assertThat(Files.examine(bytes).header()).containsExactly("sku", "name");
        assertThat(Files.records(bytes).get(0).line()).isEqualTo(3);
    }

    @Test
    void ten_million_blank_lines_are_no_records_and_take_no_memory() throws Exception {
        InputStream bytes = new SequenceInputStream(Collections.enumeration(List.of(
                new GeneratedStream(Files.utf8("sku,name\n1,a\n"), '\n', 10_000_000),
                new ByteArrayInputStream(Files.utf8("2,b\n")))));

        assertThat(RecordFile.examine(bytes, FileChoices.NONE, Files::judge, Files.IGNORED)
                        .recordCount())
                .isEqualTo(2);
    }
}
