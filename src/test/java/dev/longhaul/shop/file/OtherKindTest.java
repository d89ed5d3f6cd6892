package dev.longhaul.shop.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are no table that is read, each refused by name, packed or not. */
class OtherKindTest {

    static List<Arguments> kinds() {
        String unpack = "; unpack it, or pack it";
        return List.of(
                Arguments.of("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1", "an old Excel (XLS) file; save it as XLSX or CSV"),
                Arguments.of(
                        "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1" + "x".repeat(1000)
                                + "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0",
                        "an Excel file with a password; save it without one"),
                Arguments.of("%PDF-1.7\n", "a PDF file; ask for the table itself, as XLSX or CSV"),
                Arguments.of("\u0089PNG\r\n", "a picture (PNG); supported are CSV, TSV, XLSX, JSON"),
                Arguments.of("GIF89a", "a picture (GIF)"),
                Arguments.of("\u00ff\u00d8\u00ff\u00e0", "a picture (JPEG)"),
                Arguments.of("RIFF0000WEBP", "a picture or a film (RIFF)"),
                Arguments.of("\n<!DOCTYPE html><html>", "a web page (HTML); download the file that the page offers"),
                Arguments.of("{\\rtf1", "a text document (RTF)"),
                Arguments.of("7z\u00bc\u00af'\u001c", "a 7z archive" + unpack),
                Arguments.of("Rar!\u001a\u0007\u0001", "a RAR archive" + unpack),
                Arguments.of("\u00fd7zXZ\0", "an xz file" + unpack),
                Arguments.of("(\u00b5/\u00fd", "a Zstandard file" + unpack),
                Arguments.of("BZh91AY&SY", "a bzip2 file" + unpack),
                Arguments.of("a.csv" + "\0".repeat(252) + "ustar\0", "a TAR archive; unpack it"),
                Arguments.of("PAR1", "a Parquet file; save the table as CSV"),
                Arguments.of("SQLite format 3\0", "a database (SQLite); save the table as CSV"),
                Arguments.of("\u007fELF\u0002", "a program (ELF)"),
                Arguments.of("MZ\u0090\0", "a program (EXE)"),
                Arguments.of(
                        "V 290126Preise der Firma",
                        "a Datanorm file, which is not supported; ask for the articles as XLSX or CSV"),
                Arguments.of("V;050;A;20260129;EUR;Firma;", "a Datanorm file"),
                Arguments.of(
                        "<?xml version=\"1.0\"?><BMECAT/>",
                        "a BMEcat catalogue; its tiered and dated prices are not read"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("kinds")
    void another_kind_is_refused_by_name(String latin, String named) {
        byte[] bytes = Files.bytes(latin, "ISO-8859-1");

        assertThat(Files.refusal(bytes)).hasMessageStartingWith("the file is " + named);
        assertThat(Files.refusal(bytes).isOtherKind()).isTrue();
        assertThat(Files.refusal(Packed.gzip(bytes))).hasMessageStartingWith("the file is " + named);
    }
}
