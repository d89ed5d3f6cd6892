package dev.longhaul.shop.file.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.longhaul.shop.file.Files;
import dev.longhaul.shop.file.GeneratedStream;
import dev.longhaul.shop.file.Packed;
import dev.longhaul.shop.file.RecordFile;
import dev.longhaul.shop.file.TestWorkbook;
import dev.longhaul.shop.file.record.FileChoices;
import dev.longhaul.shop.file.record.FileFormat;
import dev.longhaul.shop.file.record.FileFormat.Container;
import dev.longhaul.shop.file.record.FileFormat.Kind;
import dev.longhaul.shop.file.record.UnreadableFileException;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchiveTest {

    private static final String CSV = "sku,name\n1,a\n2,b\n";
    private static final List<List<String>> CELLS = List.of(List.of("1", "a"), List.of("2", "b"));

    static List<Arguments> tables() {
        return List.of(
                Arguments.of(Kind.TEXT, Files.utf8(CSV)),
                Arguments.of(Kind.JSON, Files.utf8("[{\"sku\":1,\"name\":\"a\"},{\"sku\":2,\"name\":\"b\"}]")),
                Arguments.of(Kind.JSON_LINES, Files.utf8("{\"sku\":1,\"name\":\"a\"}\n{\"sku\":2,\"name\":\"b\"}\n")),
                Arguments.of(
                        Kind.FEED,
                        Files.utf8(
                                "<rss><item><sku>1</sku><name>a</name></item><item><sku>2</sku><name>b</name></item></rss>")),
                Arguments.of(
                        Kind.WORKBOOK, TestWorkbook.of("sku|name", "1|a", "2|b").bytes()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void each_kind_is_read_from_gzip_and_from_zip_whatever_its_name(Kind kind, byte[] table) throws Exception {
        byte[] gzip = Packed.gzip(table);
        byte[] zip = Packed.zip()
                .with("exports/", "")
                .with("__MACOSX/exports/._a.txt", "x")
                .with("exports/.DS_Store", "x")
                .with("picture.csv", Files.bytes("\u0089PNG\r\n", "ISO-8859-1"))
                .with("exports/a.txt", table)
                .bytes();

        assertThat(Files.examine(table).kind()).isEqualTo(kind);
        assertThat(Files.examine(gzip))
                .extracting(FileFormat::container, FileFormat::kind)
                .containsExactly(Container.GZIP, kind);
        assertThat(Files.examine(zip))
                .extracting(FileFormat::container, FileFormat::entry, FileFormat::kind)
                .containsExactly(Container.ZIP, "exports/a.txt", kind);
        assertThat(Files.cells(table)).isEqualTo(CELLS);
        assertThat(Files.cells(gzip)).isEqualTo(CELLS);
        assertThat(Files.cells(zip)).isEqualTo(CELLS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void how_a_file_is_read_can_be_stored_as_json(Kind kind, byte[] table) throws Exception {
        FileFormat format = Files.examine(Packed.zip().with("a", table).bytes());
        Jsonb jsonb = JsonbBuilder.create();

        assertThat(jsonb.fromJson(jsonb.toJson(format), FileFormat.class)).isEqualTo(format);
    }

    @Test
    void several_tables_are_named_and_one_is_chosen() throws Exception {
        byte[] zip =
                Packed.zip().with("in/a.csv", CSV).with("b.csv", "sku\n3\n").bytes();

        assertThat(Files.refusal(zip))
                .hasMessage("the ZIP has several tables, `in/a.csv`, `b.csv`; choose one of them as its entry");
        assertThat(Files.cells(zip, entry("in/a.csv"))).isEqualTo(CELLS);
        assertThat(Files.cells(zip, entry("A.csv"))).isEqualTo(CELLS);
        assertThat(Files.cells(zip, entry("b.csv"))).containsExactly(List.of("3"));
        assertThat(Files.refusal(zip, entry("c.csv")))
                .hasMessage("the ZIP has no file `c.csv`; it has `in/a.csv`, `b.csv`");
    }

    private static FileChoices entry(String name) {
        return new FileChoices(null, null, null, name, null);
    }

    static List<Arguments> refusals() {
        byte[] csv = Files.utf8(CSV);
        byte[] zip = Packed.zip().with("a.csv", CSV).bytes();
        return List.of(
                Arguments.of(
                        "a ZIP in a ZIP",
                        Packed.zip().with("inner.zip", zip).bytes(),
                        "`inner.zip` is an archive inside an archive; unpack it and send the table"),
                Arguments.of(
                        "gzip in a ZIP",
                        Packed.zip().with("a.csv.gz", Packed.gzip(csv)).bytes(),
                        "`a.csv.gz` is an archive"),
                Arguments.of("a ZIP in gzip", Packed.gzip(zip), "the content of the gzip file is an archive"),
                Arguments.of(
                        "gzip in gzip", Packed.gzip(Packed.gzip(csv)), "the content of the gzip file is an archive"),
                Arguments.of(
                        "no table",
                        Packed.zip().with("a.pdf", "%PDF-1.7").bytes(),
                        "the ZIP has no table, only `a.pdf`; supported are"),
                Arguments.of("an empty ZIP", Packed.zip().bytes(), "the ZIP is empty; supported are"),
                Arguments.of("half a ZIP", Arrays.copyOf(zip, zip.length / 2), "the ZIP is damaged or ends too early"),
                Arguments.of(
                        "half of gzip",
                        Arrays.copyOf(Packed.gzip(csv), 20),
                        "the gzip file is damaged or ends too early"),
                Arguments.of(
                        "a head of gzip",
                        Arrays.copyOf(Packed.gzip(csv), 5),
                        "the gzip file is damaged or ends too early"),
                Arguments.of("a changed byte", changed(zip, "a.csv".length() + 30 + 2), "`a.csv` is damaged"),
                Arguments.of(
                        "a wrong checksum of gzip",
                        changed(Packed.gzip(csv), Packed.gzip(csv).length - 8),
                        "the gzip file is damaged"),
                Arguments.of("a password", changed(zip, 6), "the ZIP has a password; pack it without one"),
                Arguments.of("a password on a later file", changed(zip, directory(zip) + 8), "the ZIP has a password"),
                Arguments.of("an odd method", method(zip), "the ZIP is packed with a method that is not supported"),
                Arguments.of("a PDF in gzip", Packed.gzip(Files.utf8("%PDF-1.7")), "the file is a PDF file"),
                Arguments.of(
                        "ODS",
                        Packed.zip()
                                .with("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
                                .bytes(),
                        "the file is an OpenDocument (ODS) file; save it as XLSX or CSV"),
                Arguments.of(
                        "XLSB",
                        Packed.zip().with("xl/workbook.bin", "x").bytes(),
                        "the file is a binary Excel (XLSB) file"),
                Arguments.of(
                        "DOCX in a ZIP",
                        Packed.zip()
                                .with(
                                        "a.docx",
                                        Packed.zip()
                                                .with("[Content_Types].xml", "x")
                                                .with("word/document.xml", "x")
                                                .bytes())
                                .bytes(),
                        "the file is a Word document"));
    }

    private static byte[] changed(byte[] bytes, int position) {
        byte[] other = bytes.clone();
        other[position] ^= 1;
        return other;
    }

    private static int directory(byte[] zip) {
        int position = zip.length - 22;
        return (zip[position + 16] & 0xFF) | (zip[position + 17] & 0xFF) << 8;
    }

    private static byte[] method(byte[] zip) {
        byte[] other = zip.clone();
        other[8] = 9;
        other[directory(zip) + 10] = 9;
        return other;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void what_cannot_be_unpacked_is_refused_by_name(String name, byte[] bytes, String sentence) {
        assertThat(Files.refusal(bytes)).hasMessageStartingWith(sentence);
    }

    @Test
    void several_files_of_gzip_behind_one_another_are_one_even_where_the_source_tells_nothing_of_its_length()
            throws Exception {
        byte[] both = Files.concat(Packed.gzip(Files.utf8("sku,name\n1,a\n")), Packed.gzip(Files.utf8("2,b\n")));

        assertThat(Files.cells(both)).isEqualTo(CELLS);
        assertThat(RecordFile.examine(new Trickle(both), FileChoices.NONE, Files::judge, Files.IGNORED)
                        .recordCount())
                .isEqualTo(2);
    }

    /** A byte at a time, and never any word of how many come. */
    private static final class Trickle extends FilterInputStream {

        Trickle(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            return super.read(target, from, Math.min(length, 1));
        }

        @Override
        public int available() {
            return 0;
        }
    }

    @Test
    void a_bomb_is_refused_before_it_unpacks() {
        byte[] bomb = Packed.gzip(new GeneratedStream(Files.utf8("sku,name\n"), '\n', 100L << 20));
        byte[] inZip = Packed.zip()
                .with("a.csv", new GeneratedStream(Files.utf8("sku,name\n"), '\n', 100L << 20))
                .bytes();

        assertThat(bomb.length).isLessThan(200_000);
        assertThat(Files.refusal(bomb))
                .hasMessage(
                        "the gzip file unpacks to more than 200 times its size, as no table does; send it unpacked");
        assertThat(Files.refusal(inZip)).hasMessageStartingWith("`a.csv` unpacks to more than 200 times its size");
    }

    @Test
    void a_bomb_in_a_workbook_is_refused_in_each_of_its_parts() {
        TestWorkbook workbook = TestWorkbook.of("sku|name", "1|a");
        for (String part : workbook.parts().keySet()) {
            Packed zip = Packed.zip();
            workbook.parts().forEach((name, xml) -> {
                if (!name.equals(part)) {
                    zip.with(name, xml);
                }
            });
            zip.with(part, new GeneratedStream(Files.utf8("<x>"), ' ', 100L << 20));
            // what nobody reads may be anything
            boolean read = !part.startsWith("[");

            UnreadableFileException refusal = Files.refusal(zip.bytes());
            assertThat(refusal == null ? "" : refusal.code()).as(part).isEqualTo(read ? "archive-ratio" : "");
        }
    }

    @Test
    void the_sum_of_what_is_unpacked_is_bounded() throws Exception {
        Unpacking unpacking = new Unpacking();
        unpacking.count("a", Unpacking.MAX_BYTES, 0, 0);

        assertThatThrownBy(() -> unpacking.count("b", 1, 0, 0))
                .hasMessage("b unpacks to more than 4 GiB; split the file into several");
    }

    @Test
    void too_many_files_are_refused() {
        Packed zip = Packed.zip();
        IntStream.rangeClosed(0, 10_000).forEach(i -> zip.with(String.format(Locale.ROOT, "%d", i), ""));

        assertThat(Files.refusal(zip.bytes())).hasMessage("the ZIP has more than 10000 files; send only the table");
    }

    @Test
    void a_fault_of_the_source_is_no_fault_of_the_file() {
        byte[] random = Files.utf8(new Random(7)
                .ints(300_000, 'a', 'z')
                .mapToObj(Character::toString)
                .collect(Collectors.joining()));
        for (byte[] bytes : List.of(
                Packed.gzip(Files.concat(Files.utf8(CSV), random)),
                Packed.zip().with("a", random).bytes(),
                Files.utf8("[{\"sku\":\"" + "x".repeat(100_000)),
                Files.utf8("<rss><item>" + "x".repeat(100_000)))) {
            InputStream failing =
                    new SequenceInputStream(new ByteArrayInputStream(bytes, 0, 80_000), new InputStream() {
                        @Override
                        public int read() throws IOException {
                            throw new EOFException("the client has left");
                        }

                        @Override
                        public int read(byte[] into, int from, int length) throws IOException {
                            return read();
                        }
                    });

            assertThat(catchThrowableOfType(
                            IOException.class,
                            () -> RecordFile.examine(failing, FileChoices.NONE, Files::judge, Files.IGNORED)))
                    .hasMessage("the client has left");
        }
    }
}
