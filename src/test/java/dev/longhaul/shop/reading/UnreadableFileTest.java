package dev.longhaul.shop.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.longhaul.shop.file.GeneratedStream;
import dev.longhaul.shop.file.record.UnreadableFileException;
import dev.longhaul.shop.reading.column.ReadingChoices;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that cannot be an import, each refused with one sentence. */
class UnreadableFileTest {

    static List<Arguments> otherKinds() {
        String supported =
                "; supported are CSV, TSV, XLSX, JSON, JSON lines and RSS or Atom product feeds, plain or packed as gzip or ZIP";
        return List.of(
                Arguments.of(
                        "an old spreadsheet",
                        "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1",
                        "the file is an old Excel (XLS) file; save it as XLSX or CSV"),
                Arguments.of(
                        "a program", "\u007fELF\u0002\u0001\u0001\0\0\0", "the file is a program (ELF)" + supported),
                Arguments.of(
                        "a sign-in page saved as csv",
                        "<html><body>",
                        "the file is a web page (HTML); download the file that the page offers, or save the table as CSV"),
                Arguments.of(
                        "random bytes",
                        "sku\0\u0001\u0002\u0003\u0004,name\n",
                        "the file holds binary bytes, not text" + supported));
    }

    @ParameterizedTest(name = "{0} is refused as another kind of file")
    @MethodSource("otherKinds")
    void another_kind_of_file_is_named(String name, String latin1, String sentence) {
        UnreadableFileException refusal = refusal(latin1.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(refusal).hasMessage(sentence);
        assertThat(refusal.isOtherKind()).isTrue();
    }

    static List<Arguments> brokenTables() {
        String known = "; known are handle or slug, SKU, title or name, price, quantity and others";
        return List.of(
                Arguments.of("empty", "", "empty", "the file is empty"),
                Arguments.of("only blanks", " \r\n\n ", "empty", "the file holds nothing but blanks"),
                Arguments.of("only a byte order mark", "\uFEFF", "empty", "the file holds nothing but blanks"),
                Arguments.of(
                        "a header alone", "sku,name\n", "no-records", "the file has a header and no record below it"),
                Arguments.of(
                        "a header and blank lines",
                        "sku,name\n\n,\n",
                        "no-records",
                        "the file has a header and no record below it"),
                Arguments.of(
                        "no known column",
                        "foo;bar\n1;2\n",
                        "no-known-column",
                        "the header has no column that is known, only `foo`, `bar`" + known
                                + "; `foo`, `bar` are filled in each record and different in each: one of them can be chosen as the key"),
                Arguments.of(
                        "records without a header",
                        "A-1;Chair;12,50\nA-2;Table;12,50\n",
                        "no-known-column",
                        "the header has no column that is known, only `A-1`, `Chair`, `12,50`" + known
                                + "; `A-1`, `Chair`, `12,50` are filled in each record and different in each: one of them can be chosen as the key"),
                Arguments.of(
                        "no key",
                        "name,price\nChair,1\n",
                        "no-key-column",
                        "the header has no column that says which product a record means, only `name`, `price`; a column with the handle (handle, slug) or the SKU (sku, product_number) is needed"
                                + "; `name`, `price` are filled in each record and different in each: one of them can be chosen as the key"),
                Arguments.of(
                        "a column twice",
                        "sku,name,price,Name\nA,b,1,c\n",
                        "duplicate-column",
                        "the header has `name` twice, as column 2 and as column 4; keep the one that is meant, or choose what each of them is"),
                Arguments.of(
                        "a quote that nothing closes",
                        "sku,name\n1,a\n2,\"b\n3,c\n",
                        "unclosed-quote",
                        "the record that starts on line 3 opens a quote (\") that nothing closes; close it, or write it twice if it belongs to the text"),
                Arguments.of(
                        "text behind a quote",
                        "sku,name\n1,\"5\" pipe\"\n",
                        "text-after-quote",
                        "the record that starts on line 2 has text after a closing quote (\"); a quote that belongs to the text is written twice"),
                Arguments.of(
                        "more columns than anybody has",
                        "sku" + ",x".repeat(1000) + "\n1\n",
                        "too-many-columns",
                        "the header on line 1 has 1001 columns, at most 1000 are read"),
                Arguments.of(
                        "a header that never ends",
                        "sku," + "x".repeat(200_000) + "\n1\n",
                        "header-too-long",
                        "the header on line 1 has more than 160000 characters"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenTables")
    void a_table_that_cannot_be_read_is_refused_whole(String name, String text, String code, String sentence) {
        UnreadableFileException refusal = refusal(ReadFiles.utf8(text));

        assertThat(refusal).hasMessage(sentence);
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.isOtherKind()).isFalse();
    }

    @Test
    void a_header_with_a_zero_byte_is_binary() {
        UnreadableFileException refusal = refusal(ReadFiles.utf8("sku,na\0me\n" + "1,a\n".repeat(100)));

        assertThat(refusal).hasMessage("the header on line 1 holds binary bytes, not text");
    }

    @Test
    void text_in_an_encoding_whose_delimiters_are_other_bytes_is_refused_with_its_name() {
        UnreadableFileException refusal =
                refusal(ReadFiles.bytes("sku,name\n" + "1,日本語の商品名を書く椅子\n".repeat(50), "Shift_JIS"));

        assertThat(refusal.code()).isEqualTo("encoding-unknown");
        assertThat(refusal).hasMessageContaining("SHIFT_JIS").hasMessageEndingWith("save it as UTF-8");
    }

    @Test
    void a_cell_without_end_is_refused_after_a_bounded_look() {
        // 64 GiB, were it all read
        GeneratedStream endless = new GeneratedStream(ReadFiles.utf8("sku,name\n1,\"open\n"), 'x', 1L << 36);

        UnreadableFileException refusal = catchThrowableOfType(
                UnreadableFileException.class, () -> FileReading.examine(endless, ReadingChoices.NONE));

        assertThat(refusal)
                .hasMessage(
                        "the record that starts on line 2 has a cell of more than 1,048,576 characters; most likely a quote (\") is never closed");
        assertThat(endless.count()).isLessThan(8L << 20);
    }

    @Test
    void a_million_columns_are_refused_without_keeping_them() {
        InputStream columns = new SequenceInputStream(Collections.enumeration(IntStream.range(0, 1000)
                .mapToObj(i -> (InputStream) new ByteArrayInputStream(ReadFiles.utf8("c,".repeat(1000))))
                .toList()));

        UnreadableFileException refusal = catchThrowableOfType(
                UnreadableFileException.class, () -> FileReading.examine(columns, ReadingChoices.NONE));

        assertThat(refusal).hasMessage("the header on line 1 has 1000000 columns, at most 1000 are read");
    }

    private static UnreadableFileException refusal(byte[] bytes) {
        return catchThrowableOfType(UnreadableFileException.class, () -> ReadFiles.examine(bytes));
    }
}
