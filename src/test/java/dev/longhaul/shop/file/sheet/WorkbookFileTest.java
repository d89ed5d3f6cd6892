package dev.longhaul.shop.file.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.shop.file.Files;
import dev.longhaul.shop.file.Packed;
import dev.longhaul.shop.file.RecordFile;
import dev.longhaul.shop.file.RepeatedStream;
import dev.longhaul.shop.file.TestWorkbook;
import dev.longhaul.shop.file.record.FileChoices;
import dev.longhaul.shop.file.record.FileFormat;
import dev.longhaul.shop.file.record.FileFormat.Container;
import dev.longhaul.shop.file.record.FileFormat.Kind;
import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.file.record.RecordSource;
import dev.longhaul.shop.file.record.SheetFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkbookFileTest {

    private static FileChoices sheet(String name) {
        return new FileChoices(null, null, null, null, name);
    }

    private static FileChoices headerLine(int line) {
        return new FileChoices(null, null, line, null, null);
    }

    @Test
    void the_rows_below_the_header_are_records() throws Exception {
        byte[] bytes = TestWorkbook.of(
                        "sku|name|price", "1|a|", "<row r=\"3\"/>", "||", "2||5|", "sku|name|price", "3|c|7")
                .bytes();

        assertThat(Files.examine(bytes))
                .isEqualTo(new FileFormat(
                        Container.NONE,
                        null,
                        Kind.WORKBOOK,
                        null,
                        new SheetFormat("Products", 1),
                        List.of("sku", "name", "price"),
                        3));
        assertThat(Files.cells(bytes))
                .containsExactly(List.of("1", "a"), List.of("2", "", "5"), List.of("3", "c", "7"));
        assertThat(Files.records(bytes)).extracting(FileRecord::line).containsExactly(2L, 5L, 7L);
        assertThat(Files.records(bytes)).extracting(FileRecord::number).containsExactly(1L, 2L, 3L);
    }

    @Test
    void the_header_is_found_below_a_title_or_where_a_person_says() throws Exception {
        byte[] bytes =
                TestWorkbook.of("Price list", "", "sku|name| ", "1|a", "2|b").bytes();

        assertThat(Files.examine(bytes).header()).containsExactly("sku", "name");
        assertThat(Files.cells(bytes)).containsExactly(List.of("1", "a"), List.of("2", "b"));
        assertThat(Files.examine(bytes, headerLine(4)).header()).containsExactly("1", "a");
        assertThat(Files.examine(bytes, headerLine(0)).header()).containsExactly("A", "B");
        assertThat(Files.cells(bytes, headerLine(0))).hasSize(4);
        assertThat(Files.refusal(bytes, headerLine(2)))
                .hasMessage("row 2 of the sheet, where its header should be, is empty");
    }

    @Test
    void names_for_programs_below_those_for_people_are_the_header() throws Exception {
        byte[] bytes = TestWorkbook.of(
                        "TemplateType=fpt", "SKU|Name|Price", "sku|name|standard_price", "1|a|5", "b_b|c_c|d_d")
                .bytes();

        assertThat(Files.examine(bytes).header()).containsExactly("sku", "name", "standard_price");
        assertThat(Files.cells(bytes)).containsExactly(List.of("1", "a", "5"), List.of("b_b", "c_c", "d_d"));
    }

    @Test
    void a_cell_beside_the_header_belongs_to_a_column_without_a_name() throws Exception {
        byte[] bytes = TestWorkbook.of("sku|name", "1|a", "2|b||note").bytes();

        assertThat(Files.examine(bytes).header()).containsExactly("sku", "name", "", "");
        assertThat(Files.cells(bytes)).containsExactly(List.of("1", "a"), List.of("2", "b", "", "note"));
    }

    @Test
    void the_sheet_that_is_known_best_is_the_table() throws Exception {
        TestWorkbook workbook = new TestWorkbook()
                .sheet("Read me", "visible", "How to use", "this")
                .sheet("Empty", "visible")
                .sheet("Old", "hidden", "sku|name|price|stock", "1|x|1|1")
                .sheet("Articles &amp; more", "visible", "sku|name", "2|y");

        assertThat(Objects.requireNonNull(Files.examine(workbook.bytes()).sheet())
                        .name())
                .isEqualTo("Articles & more");
        assertThat(Files.cells(workbook.bytes(), sheet("old"))).containsExactly(List.of("1", "x", "1", "1"));
        assertThat(Files.refusal(workbook.bytes(), sheet("New")))
                .hasMessage("the workbook has no sheet `New`; it has `Read me`, `Empty`, `Old`, `Articles & more`");
    }

    @Test
    void sheets_that_are_known_alike_are_named() {
        TestWorkbook workbook = new TestWorkbook()
                .sheet("2025", "visible", "sku|name", "1|x")
                .sheet("2026", "visible", "sku|name", "2|y");

        assertThat(Files.refusal(workbook.bytes()))
                .hasMessage(
                        "the workbook has several sheets that may be the table, `2025`, `2026`; choose one of them");
    }

    @Test
    void texts_are_read_in_each_form_that_spreadsheets_write() throws Exception {
        byte[] bytes = TestWorkbook.of(
                        "sku|name|price|stock|a|b",
                        "<c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"C2\" t=\"str\"><f>A1&amp;1</f><v>f_x000D_</v></c>"
                                + "<c r=\"D2\" t=\"s\"><v>1</v></c><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c>",
                        "<c t=\"e\"><v>#N/A</v></c><c t=\"inlineStr\"><is><r><t>in</t></r><r><t xml:space=\"preserve\"> line</t></r></is></c>"
                                + "<c t=\"s\"><v>7</v></c><c t=\"d\"><v>2026-03-01T00:00:00</v></c><c t=\"d\"><v>2026-03-01T10:00:00</v></c>"
                                + "<c><f>1+1</f><v>2</v></c>")
                .text("<si><t>=1&lt;2</t></si>")
                .text("<si><r><t>東京</t></r><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh><r><t>_x005F_x0041_</t></r></si>")
                .bytes();

        assertThat(Files.cells(bytes))
                .containsExactly(
                        List.of("=1<2", "", "f\r", "東京_x0041_", "TRUE", "FALSE"),
                        List.of("#N/A", "in line", "7", "2026-03-01", "2026-03-01T10:00:00", "2"));
    }

    @ParameterizedTest(name = "{0} as {1} is {2}")
    @CsvSource(
            delimiter = '~',
            nullValues = "",
            value = {
                "4006381333931~General~4006381333931",
                "4.006381333931E12~General~4006381333931",
                "1.0E7~General~10000000",
                "11.899999999999999~General~11.9",
                "0.1~General~0.1",
                "1E-3~General~0.001",
                "12~General~12",
                "-0.0~General~0",
                "4.00638133393112E17~General~400638133393112000",
                "123456789012345678~General~123456789012345678",
                "1E999999999~General~1E999999999",
                "no number~General~no number",
                "815~00000~00815",
                "815.0~00000~00815",
                "1234567~00000~1234567",
                "12345~000-000~012-345",
                "12~\"A\"0000~A0012",
                "-7~000~-007",
                "12.5~0.00~12.50",
                "12.005~0.00~12.01",
                "12.5~0.##~12.5",
                "12~0.##~12",
                "1234.5~#,##0.00~1234.50",
                "1234.5~#,##0.00;[Red]-#,##0.00~1234.50",
                "-1234.5~#,##0.00;[Red]-#,##0.00~-1234.50",
                "12.5~#,##0.00\\ \"€\"~12.50 €",
                "12.5~#,##0.00\\ [$€-407]~12.50 €",
                "12.5~[$$-409]#,##0.00~$12.50",
                "12.5~[$CHF] #,##0.00~CHF 12.50",
                "12.5~_-* #,##0.00\\ \"zł\"_-~12.50 zł",
                "5~0 \"Stk\"~5",
                "0.19~0%~19%",
                "0.075~0.0%~7.5%",
                "12345~0.0,~12345",
                "4006381333931~0.00E+00~4006381333931",
                "0.5~# ?/?~0.5",
                "12~@~12",
                "46082~yyyy-mm-dd~2026-03-01",
                "46082.75~dd.mm.yyyy~2026-03-01",
                "46082.75~dd.mm.yyyy hh:mm~2026-03-01T18:00:00",
                "46082~[$-407]d. mmmm yyyy;@~2026-03-01",
                "46082~mmm-yy~2026-03-01",
                "0.75~hh:mm~18:00:00",
                "1.0833333333333333~[h]:mm~26:00:00",
                "59~yyyy-mm-dd~1900-02-28",
                "60~yyyy-mm-dd~1900-02-29",
                "61~yyyy-mm-dd~1900-03-01",
                "1~yyyy-mm-dd~1900-01-01",
                "0~yyyy-mm-dd~0",
                "-1~yyyy-mm-dd~-1",
                "3000000~yyyy-mm-dd~3000000",
                "46082.99999999~yyyy-mm-dd hh:mm~2026-03-02T00:00:00"
            })
    void numbers_are_what_a_person_sees(String value, String format, String shown) throws Exception {
        byte[] bytes = TestWorkbook.of("sku", "<c s=\"1\"><v>" + value + "</v></c>")
                .format(format)
                .bytes();

        assertThat(Files.cells(bytes)).containsExactly(List.of(shown));
    }

    @Test
    void dates_of_old_macs_begin_in_1904() throws Exception {
        byte[] bytes = TestWorkbook.of("sku", "<c s=\"1\"><v>44620</v></c>")
                .format("yyyy-mm-dd")
                .since1904()
                .bytes();

        assertThat(Files.cells(bytes)).containsExactly(List.of("2026-03-01"));
    }

    @Test
    void many_texts_are_found_again_in_any_order() throws Exception {
        TestWorkbook workbook = new TestWorkbook();
        int count = 3_000;
        List<String> rows = new ArrayList<>(List.of("sku"));
        for (int i = 0; i < count; i++) {
            workbook.text("<si><t>" + text(i) + "</t></si>");
            rows.add("<c t=\"s\"><v>" + (i * 7919L % count) + "</v></c>");
        }
        byte[] bytes =
                workbook.sheet("a", "visible", rows.toArray(String[]::new)).bytes();

        assertThat(Files.cells(bytes))
                .isEqualTo(IntStream.range(0, count)
                        .mapToObj(i -> List.of(text((int) (i * 7919L % count))))
                        .toList());
    }

    private static String text(int number) {
        return IntStream.rangeClosed(0, number % 50)
                .mapToObj(i -> String.format(Locale.ROOT, "Kühl-%d-%x", number, (number + i) * 0x9E3779B1))
                .collect(Collectors.joining("ж"));
    }

    @Test
    void a_row_beyond_the_bounds_is_rejected_and_the_others_are_read() throws Exception {
        List<FileRecord> records = Files.records(TestWorkbook.of(
                        "sku|name",
                        "1|" + "x".repeat(160_001),
                        "<c t=\"inlineStr\"><is><t>2</t></is></c><c r=\"ALM3\"><v>9</v></c>",
                        "3|c")
                .bytes());

        assertThat(records)
                .extracting(
                        record -> record.fault() == null ? "" : record.fault().code())
                .containsExactly("record-too-long", "too-many-cells", "");
        assertThat(Objects.requireNonNull(records.get(1).fault()).message(Locale.ENGLISH))
                .isEqualTo("the row has a cell in column ALM, at most 1000 columns are read");
    }

    @Test
    void other_writers_name_their_parts_otherwise() throws Exception {
        Map<String, String> parts = TestWorkbook.of("sku|name", "1|a").parts();
        Packed zip = Packed.zip();
        parts.forEach((name, xml) -> zip.with(name.replace('/', '\\').replace("xl\\", "XL\\"), xml));
        Packed elsewhere = Packed.zip()
                .with(
                        "_rels/.rels",
                        "<Relationships><Relationship Id=\"a\" Type=\"http://x/officeDocument\" Target=\"/xl/book.xml\"/></Relationships>");
        parts.forEach((name, xml) -> elsewhere.with(name.replace("workbook.xml", "book.xml"), xml));

        assertThat(Files.cells(zip.bytes())).containsExactly(List.of("1", "a"));
        assertThat(Files.cells(elsewhere.bytes())).containsExactly(List.of("1", "a"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/sharedStrings.xml",
        "xl/worksheets/sheet0.xml"
    })
    void a_broken_part_is_named(String broken) {
        Packed zip = Packed.zip();
        TestWorkbook.of("sku|name", "1|a")
                .parts()
                .forEach((name, xml) -> zip.with(name, name.equals(broken) ? xml.substring(0, xml.length() - 3) : xml));

        assertThat(Files.refusal(zip.bytes()))
                .hasMessageStartingWith("the part " + broken + " of the workbook is not well-formed XML")
                .hasMessageEndingWith("open it in a spreadsheet and save it again");
    }

    @Test
    void a_missing_part_and_an_empty_workbook_are_refused() {
        Packed zip = Packed.zip();
        TestWorkbook.of("sku|name", "1|a")
                .parts()
                .forEach((name, xml) -> zip.with(name.replace("sheet0", "sheet9"), xml));

        assertThat(Files.refusal(zip.bytes()))
                .hasMessageStartingWith("the workbook has no part xl/worksheets/sheet0.xml");
        assertThat(Files.refusal(TestWorkbook.of().bytes()))
                .hasMessage("the workbook has no visible sheet with content");
        assertThat(Files.refusal(TestWorkbook.of("sku|name").bytes()))
                .hasMessage("the sheet `Products` has a header and no record below it");
    }

    @Test
    void no_temporary_file_is_left() throws Exception {
        byte[] bytes = TestWorkbook.of("sku|name", "1|a").bytes();
        List<Path> before = temporaryFiles();
        Files.cells(bytes);
        Files.refusal(TestWorkbook.of().bytes());
        FileFormat format = Files.examine(bytes);

        try (RecordSource records = RecordFile.open(new ByteArrayInputStream(bytes), format)) {
            assertThat(records.next()).isNotNull();
        }
        assertThat(temporaryFiles()).isEqualTo(before);
    }

    private static List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> files = java.nio.file.Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("longhaul-"))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    @Test
    void a_large_sheet_takes_no_memory() throws Exception {
        // 64 MiB of text, no two alike, so that the ratio is that of a real file
        StringBuilder row = new StringBuilder();
        Packed zip = Packed.zip();
        TestWorkbook.of("sku|name", "1|a").parts().forEach((name, xml) -> {
            if (!name.contains("sheet0")) {
                zip.with(name, xml);
            }
        });
        IntStream.range(0, 2_000).forEach(i -> row.append("<row><c t=\"inlineStr\"><is><t>")
                .append(Integer.toHexString(i * 0x9E3779B1))
                .append("</t></is></c><c><v>")
                .append(i)
                .append("</v></c></row>"));
        zip.with(
                "xl/worksheets/sheet0.xml",
                RepeatedStream.of(
                        "<worksheet><sheetData>" + TestWorkbook.row(1, "sku|stock"),
                        row.toString(),
                        200,
                        "</sheetData></worksheet>"));

        assertThat(Files.examine(zip.bytes()).recordCount()).isEqualTo(400_000);
    }
}
