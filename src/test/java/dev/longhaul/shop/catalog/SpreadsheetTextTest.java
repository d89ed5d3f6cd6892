package dev.longhaul.shop.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.longhaul.shop.file.RecordFile;
import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.file.record.RecordSource;
import dev.longhaul.shop.reading.TestReadings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetTextTest {

    /** What a text must be made of to be dangerous, and what is none of it. */
    private static final String[] PIECES = {
        "=",
        "+",
        "-",
        "@",
        "＝",
        "＋",
        "－",
        "＠",
        "﹢",
        ",",
        ";",
        "\t",
        "|",
        "\n",
        "\r",
        "\r\n",
        "\u2028",
        " ",
        "\u3000",
        "\u00a0",
        "\u0000",
        "\ufeff",
        "\u200b",
        "\u00ad",
        "\"",
        "'",
        "''",
        "1",
        "5",
        "cmd",
        "ä",
        "\ud83d\ude00"
    };

    private static final int RECORDS = 5_000;

    /** Cells that a spreadsheet could make of a line, whether it minds our quotes or not. */
    private static final List<Pattern> SEPARATORS = Stream.of(",", ";", "\t", "\\|")
            .map(separator -> Pattern.compile("[" + separator + "\r\n\u000B\f\u0085\u2028\u2029]"))
            .toList();

    private static final Pattern BEFORE_A_FORMULA = Pattern.compile("^[\\p{Z}\\p{Cc}\\p{Cf}\"]+");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(?:[.,]\\d+)?");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+A1",
                "-A1",
                "@SUM(A1)",
                "＝1",
                "＋1",
                "－A",
                "＠A",
                "-1-1",
                " =1",
                "\u3000=1",
                "\u00a0\u2003=1",
                "\u0000=1",
                "\ufeff=1",
                "\u200b\u00ad=1",
                "\u3164=1",
                "\"=1\"",
                "'=1",
                "''=1"
            })
    void a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(String cell) {
        assertThat(SpreadsheetText.guarded(cell)).isEqualTo("'" + cell);
    }

    static Stream<Arguments> formulasBehindSeparators() {
        return Stream.of(
                Arguments.of(";=1", "';'=1"),
                Arguments.of("a;=1", "a;'=1"),
                Arguments.of("a; \"=1\"", "a;' \"=1\""),
                Arguments.of("1\t=cmd", "1\t'=cmd"),
                Arguments.of("a|+1,-2", "a|'+1,'-2"),
                Arguments.of("a\n- b\r\n- c", "a\n'- b\r\n'- c"),
                Arguments.of("\t=1", "'\t'=1"),
                Arguments.of("\r\n=1", "'\r\n'=1"),
                Arguments.of("a;'=1", "a;''=1"));
    }

    @ParameterizedTest
    @MethodSource("formulasBehindSeparators")
    void what_would_begin_a_formula_behind_a_separator_gets_one_there(String text, String guarded) {
        assertThat(SpreadsheetText.guarded(text)).isEqualTo(guarded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=1", "a - b", "5-3", "'t Hof", "it's", "1;2", "a, b", "\"x\"", "rock 'n' roll"})
    void any_other_text_stays_as_it_is(String text) {
        assertThat(SpreadsheetText.guarded(text)).isEqualTo(text);
        assertThat(SpreadsheetText.unguarded(text)).isEqualTo(text);
    }

    @Test
    void numbers_stay_numbers_but_in_the_first_cell_which_may_grow() {
        assertThat(SpreadsheetText.guarded(List.of("-5", "-5", "+49", "-12,50", "-5-5")))
                .containsExactly("'-5", "-5", "+49", "-12,50", "'-5-5");
    }

    @Test
    void no_separator_makes_a_formula_and_every_text_comes_back() throws Exception {
        long seed = Long.getLong("longhaul.test.seed", System.nanoTime());
        Random random = new Random(seed);
        List<List<String>> records = IntStream.range(0, RECORDS)
                // or the reader would skip a record of blanks
                .mapToObj(record -> List.of(text(random), text(random), text(random), "x"))
                .toList();

        String file = written(records);

        assertThat(cellsOfAnySpreadsheet(file).filter(SpreadsheetTextTest::isFormula))
                .as("seed %d", seed)
                .isEmpty();
        assertThat(read(file)).as("seed %d", seed).isEqualTo(records);
    }

    private static String text(Random random) {
        return IntStream.range(0, random.nextInt(7))
                .mapToObj(piece -> PIECES[random.nextInt(PIECES.length)])
                .collect(joining());
    }

    private static String written(List<List<String>> records) throws IOException {
        StringWriter file = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            csv.writeRecord("sku", "name", "vendor", "tags");
            for (List<String> record : records) {
                csv.writeRecord(SpreadsheetText.guarded(record));
            }
        }
        return file.toString();
    }

    private static List<List<String>> read(String file) throws Exception {
        List<List<String>> records = new ArrayList<>();
        try (RecordSource reader = RecordFile.open(
                new ByteArrayInputStream(file.getBytes(UTF_8)),
                TestReadings.of(List.of(), 0).format())) {
            for (FileRecord record = reader.next(); record != null; record = reader.next()) {
                records.add(record.cells());
            }
        }
        return records;
    }

    private static Stream<String> cellsOfAnySpreadsheet(String file) {
        return SEPARATORS.stream().flatMap(separator -> Stream.of(separator.split(file)));
    }

    private static boolean isFormula(String cell) {
        String bare = BEFORE_A_FORMULA.matcher(cell).replaceFirst("");
        String plain = Normalizer.normalize(bare, Normalizer.Form.NFKC);
        return !plain.isEmpty()
                && "=+-@".indexOf(plain.charAt(0)) >= 0
                && !NUMBER.matcher(bare.replace("\"", "")).matches();
    }
}
