package dev.longhaul.shop.file.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.shop.file.Files;
import dev.longhaul.shop.file.GeneratedStream;
import dev.longhaul.shop.file.RecordFile;
import dev.longhaul.shop.file.record.FileChoices;
import dev.longhaul.shop.file.record.FileFormat.Kind;
import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.file.record.UnreadableFileException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonFileTest {

    static List<Arguments> shapes() {
        return List.of(
                Arguments.of("a list", "[{\"sku\":\"1\",\"name\":\"a\"},{\"sku\":\"2\"}]", Kind.JSON),
                Arguments.of(
                        "a list over lines",
                        "\n[\n {\"sku\":\"1\",\n\"name\":\"a\"}, {},\n{\"sku\":\"2\"}]\n",
                        Kind.JSON),
                Arguments.of(
                        "a list in an object",
                        "{\"count\":2,\"products\":[{\"sku\":\"1\",\"name\":\"a\"},{\"sku\":\"2\"}],\"next\":[1]}",
                        Kind.JSON),
                Arguments.of(
                        "a list deep in an object",
                        "{\"data\":{\"products\":[{\"sku\":\"1\",\"name\":\"a\"},{\"sku\":\"2\"}]},\"errors\":[]}",
                        Kind.JSON),
                Arguments.of(
                        "lines",
                        "{\"sku\":\"1\",\"name\":\"a\"}\r\n\r\n{\"sku\":\"2\",\"name\":null}\r\n",
                        Kind.JSON_LINES),
                Arguments.of(
                        "lines that begin with a mark",
                        "\uFEFF{\"sku\":\"1\",\"name\":\"a\"}\n{\"sku\":\"2\"}",
                        Kind.JSON_LINES));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void objects_are_records(String name, String json, Kind kind) throws Exception {
        byte[] bytes = Files.utf8(json);

        assertThat(Files.examine(bytes).kind()).isEqualTo(kind);
        assertThat(Files.examine(bytes).header()).containsExactly("sku", "name");
        assertThat(Files.records(bytes)).extracting(r -> r.cell(0) + r.cell(1)).containsExactly("1a", "2");
        Files.cells(bytes);
    }

    @Test
    void a_single_line_that_looks_like_a_record_is_one_even_when_it_holds_a_list() throws Exception {
        byte[] bytes = Files.utf8("{\"sku\":\"1\",\"name\":\"a\",\"images\":[{\"src\":\"x\"},{\"src\":\"y\"}]}\n");

        assertThat(Files.examine(bytes).header()).containsExactly("sku", "name", "images.0.src", "images.1.src");
    }

    @Test
    void utf_16_is_recognised() throws Exception {
        String json = "[{\"sku\":\"1\",\"name\":\"Grün\"}]";

        assertThat(Files.cells(Files.bytes(json, "UTF-16LE"))).containsExactly(List.of("1", "Grün"));
        assertThat(Files.cells(Files.bytes("\uFEFF" + json, "UTF-16BE"))).containsExactly(List.of("1", "Grün"));
    }

    @Test
    void the_encoding_that_a_person_names_is_used() throws Exception {
        byte[] bytes = Files.bytes("[{\"sku\":\"1\",\"name\":\"Größe\"}]", "windows-1252");
        FileChoices latin = new FileChoices("windows-1252", null, null, null, null);

        assertThat(Files.cells(bytes, latin)).containsExactly(List.of("1", "Größe"));
        assertThat(Files.refusal(bytes, new FileChoices("no such", null, null, null, null))
                        .code())
                .isEqualTo("encoding-unknown");
    }

    @Test
    void values_inside_values_become_columns_of_their_own() throws Exception {
        byte[] bytes =
                Files.utf8("[{\"sku\":\"1\",\"names\":{\"default\":{\"value\":\"a\"}},\"tags\":[\"new\",null,\"red\"],"
                        + "\"variants\":[{\"size\":\"S\"},{\"size\":\"M\",\"stock\":2}]}]");

        assertThat(Files.examine(bytes).header())
                .containsExactly(
                        "sku", "names.default.value", "tags", "variants.0.size", "variants.1.size", "variants.1.stock");
        assertThat(Files.cells(bytes)).containsExactly(List.of("1", "a", "new\nred", "S", "M", "2"));
    }

    @Test
    void numbers_keep_the_digits_that_are_written_without_an_exponent() throws Exception {
        byte[] bytes = Files.utf8(
                "[{\"sku\":4006381333931,\"price\":6.0,\"a\":4.50,\"b\":1.0E7,\"c\":1e-3,\"d\":true,\"e\":-0.5,\"f\":1e999999999,\"g\":NaN}]");

        assertThat(Files.cells(bytes))
                .containsExactly(List.of(
                        "4006381333931", "6.0", "4.50", "10000000", "0.001", "true", "-0.5", "1e999999999", "NaN"));
    }

    @Test
    void a_column_that_comes_late_is_in_the_header() throws Exception {
        String many = "{\"sku\":\"1\"}\n".repeat(5_000) + "{\"stock\":1,\"sku\":\"2\"}\n";

        assertThat(Files.examine(Files.utf8(many)).header()).containsExactly("sku", "stock");
        assertThat(Files.cells(Files.utf8(many)).get(5_000)).containsExactly("2", "1");
    }

    @Test
    void records_carry_the_line_they_start_on() throws Exception {
        byte[] lines = Files.utf8("{\"sku\":\"1\"}\n\n{\"sku\":\"2\"}\n");
        byte[] list = Files.utf8("[{\"sku\":\"1\",\n\"name\":\"x\"},\n{\"sku\":\"2\"}]");

        assertThat(Files.records(lines)).extracting(FileRecord::line).containsExactly(1L, 3L);
        assertThat(Files.records(list)).extracting(FileRecord::line).containsExactly(1L, 3L);
    }

    @Test
    void a_broken_line_is_a_fault_of_its_record_alone() throws Exception {
        List<FileRecord> records = Files.records(
                Files.utf8("{\"sku\":\"1\"}\n{\"sku\":\"2\",}\n[1]\n{\"sku\":\"3\"} x\n{\"sku\":\"4\"}\n"));

        assertThat(records)
                .extracting(
                        record -> record.fault() == null ? "" : record.fault().code())
                .containsExactly("", "json-unreadable", "json-not-object", "json-unreadable", "");
        assertThat(Objects.requireNonNull(records.get(1).fault()).value()).isEqualTo("{\"sku\":\"2\",}");
        assertThat(records.get(4).number()).isEqualTo(5);
    }

    @Test
    void faults_inside_a_record_reject_it_alone() throws Exception {
        String objects = IntStream.range(0, 21)
                .mapToObj(i -> "{\"a\":1}")
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
        List<FileRecord> records = Files.records(Files.utf8("[{\"sku\":\"1\",\"sku\":\"2\"},7,{\"sku\":\"3\",\"list\":["
                + objects + "]},{\"sku\":\"" + "x".repeat(160_001) + "\"},{\"sku\":\"5\"}]"));

        assertThat(records)
                .extracting(
                        record -> record.fault() == null ? "" : record.fault().code())
                .containsExactly("json-duplicate-name", "json-not-object", "json-list-too-long", "record-too-long", "");
    }

    static List<Arguments> refusals() {
        return List.of(
                Arguments.of(
                        "a comma too many",
                        "[{\"sku\":\"1\"},\n{\"sku\":\"2\",}]",
                        "the JSON is broken at line 2, column 12: Unexpected character ('}' (code 125)): was expecting double-quote to start field name"),
                Arguments.of(
                        "no end",
                        "[{\"sku\":\"1\"}",
                        "the JSON is broken at line 1, column 13: Unexpected end-of-input"),
                Arguments.of(
                        "two objects that are neither in a list nor on a line each",
                        "{\n\"sku\":\"1\"}\n{\n\"sku\":\"2\"}",
                        "the JSON has no list of objects"),
                Arguments.of(
                        "two lists",
                        "{\"products\":[{\"sku\":\"1\"}],\"more\":{\"variants\":[{\"sku\":\"2\"}]}}",
                        "the JSON has several lists of objects, `products` and `variants`; send the one with the products alone"),
                Arguments.of(
                        "something behind the list",
                        "[{\"sku\":\"1\"}]\n[]",
                        "the JSON continues after its end, at line 2"),
                Arguments.of("an object without a list", "{\"a\":[1,2],\"b\":{}}", "the JSON has no list of objects"),
                Arguments.of("an empty list", "[]", "the JSON has no record"),
                Arguments.of("empty objects", "[{},{\"sku\":null}]", "the JSON has no record"),
                Arguments.of(
                        "a list of lists",
                        "[[\"sku\"],[\"1\"]]",
                        "the first records of the file cannot be read; line 1: this is not an object"),
                Arguments.of(
                        "broken lines",
                        "{\"sku\" 1}\n{\"sku\" 2}",
                        "the first records of the file cannot be read; line 1: the line cannot be read as JSON"),
                Arguments.of(
                        "too deep",
                        "[{\"sku\":" + "[".repeat(40) + "]}]",
                        "the JSON exceeds what can be read at line 1, column 40: Document nesting depth (33) exceeds the maximum allowed (32)"),
                Arguments.of(
                        "a text beyond the bound",
                        "[{\"sku\":\"" + "x".repeat(1 << 21) + "\"}]",
                        "the JSON exceeds what can be read at line 1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void json_that_cannot_be_read_is_refused_with_its_place(String name, String json, String sentence) {
        UnreadableFileException refusal = Files.refusal(Files.utf8(json));

        assertThat(refusal).hasMessageStartingWith(sentence);
        assertThat(refusal.isOtherKind()).isFalse();
    }

    @Test
    void more_fields_than_anybody_has_are_refused() {
        StringBuilder json = new StringBuilder("[{\"sku\":1");
        IntStream.range(0, 1000).forEach(i -> json.append(String.format(Locale.ROOT, ",\"f%d\":1", i)));

        assertThat(Files.refusal(Files.utf8(json + "}]")))
                .hasMessage("the records have more than 1000 different fields; the last one found is `f999`");
    }

    @Test
    void a_line_without_an_end_takes_no_memory() throws Exception {
        InputStream bytes = new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(Files.utf8("{\"sku\":\"1\"}\n{\"sku\":\"")),
                new GeneratedStream(new byte[0], 'x', 100L << 20),
                new ByteArrayInputStream(Files.utf8("\"}\n{\"sku\":\"3\"}\n")))));

        assertThat(RecordFile.examine(bytes, FileChoices.NONE, Files::judge, Files.IGNORED)
                        .recordCount())
                .isEqualTo(3);
    }

    @Test
    void names_of_columns_in_brackets_are_a_table_of_text() throws Exception {
        assertThat(Files.examine(Files.utf8("[sku],[name]\n1,a\n")).kind()).isEqualTo(Kind.TEXT);
        assertThat(Files.examine(Files.utf8("{sku},name\n1,a\n")).kind()).isEqualTo(Kind.TEXT);
    }
}
