package dev.longhaul.shop.file.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.shop.file.Files;
import dev.longhaul.shop.file.record.CellText;
import dev.longhaul.shop.file.record.FileFormat;
import dev.longhaul.shop.file.record.FileRecord;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What CSV and its relatives look like in the wild, one trap for each case, and how it is read. */
class DialectTest {

    /** A text, and its header and records as they are to be read. */
    private record Dialect(String description, String text, List<List<String>> table) {

        @Override
        public String toString() {
            return description;
        }
    }

    /** The first row is the header. */
    private static Dialect dialect(String description, String text, String[]... table) {
        return new Dialect(description, text, Stream.of(table).map(List::of).toList());
    }

    private static String[] row(String... cells) {
        return cells;
    }

    static Stream<Dialect> quotes() {
        return Stream.of(
                dialect("a delimiter in quotes", "sku,name\n1,\"a,b\"\n", row("sku", "name"), row("1", "a,b")),
                dialect(
                        "a quote written twice",
                        "sku,name\n1,\"5\"\" pipe\"\n",
                        row("sku", "name"),
                        row("1", "5\" pipe")),
                dialect("only quotes", "sku,name\n1,\"\"\"\"\n", row("sku", "name"), row("1", "\"")),
                dialect("an empty cell in quotes", "sku,name\n1,\"\"\n", row("sku", "name"), row("1", "")),
                dialect("a line break in quotes", "sku,name\n1,\"a\r\nb\"\n", row("sku", "name"), row("1", "a\r\nb")),
                dialect("a blank line in quotes", "sku,name\n1,\"a\n\nb\"\n", row("sku", "name"), row("1", "a\n\nb")),
                dialect("blanks behind a quote", "sku,name\n\"1\" ,\"a,b\" \n", row("sku", "name"), row("1", "a,b")),
                dialect("blanks before a quote", "sku,name\n 1,  \"a,b\"\n", row("sku", "name"), row("1", "a,b")),
                dialect(
                        "a tab between quote and comma",
                        "sku,name\n\"1\"\t,\t\"a,b\"\n",
                        row("sku", "name"),
                        row("1", "a,b")),
                dialect(
                        "blanks around quotes at the end of the file",
                        "sku,name\n1, \"a,b\" ",
                        row("sku", "name"),
                        row("1", "a,b")),
                dialect(
                        "quotes around tabs' cells",
                        "sku\tname\n\"1\"\t\"a\tb\"\n",
                        row("sku", "name"),
                        row("1", "a\tb")),
                dialect("blanks inside quotes", "sku,name\n1,\" a \"\n", row("sku", "name"), row("1", " a ")),
                dialect("a quoted header", "\"sku\",\"name, short\"\n1,a\n", row("sku", "name, short"), row("1", "a")),
                dialect(
                        "a line break in the header",
                        "sku,\"name\n(short)\"\n1,a\n",
                        row("sku", "name\n(short)"),
                        row("1", "a")),
                dialect(
                        "an inch mark in an unquoted cell",
                        "sku,name\n1,5\" pipe\n",
                        row("sku", "name"),
                        row("1", "5\" pipe")),
                dialect(
                        "an inch mark at the end of a cell",
                        "sku,name,price\n1,TV 42\",5\n",
                        row("sku", "name", "price"),
                        row("1", "TV 42\"", "5")),
                dialect(
                        "quotes that are letters",
                        "sku;name\n1;5\" pipe\n2;\"Big\" lamp\n3;Table 40\"\n",
                        row("sku", "name"),
                        row("1", "5\" pipe"),
                        row("2", "\"Big\" lamp"),
                        row("3", "Table 40\"")),
                dialect(
                        "apostrophes are letters",
                        "sku,name\n1,'a,b'\n2,c\n",
                        row("sku", "name"),
                        row("1", "'a", "b'"),
                        row("2", "c")));
    }

    static Stream<Dialect> lines() {
        return Stream.of(
                dialect("LF", "sku,name\n1,a\n", row("sku", "name"), row("1", "a")),
                dialect("CR LF", "sku,name\r\n1,a\r\n", row("sku", "name"), row("1", "a")),
                dialect("CR alone", "sku,name\r1,a\r2,b", row("sku", "name"), row("1", "a"), row("2", "b")),
                dialect(
                        "all three",
                        "sku,name\r\n1,a\n2,b\r3,c",
                        row("sku", "name"),
                        row("1", "a"),
                        row("2", "b"),
                        row("3", "c")),
                dialect("no end of the last line", "sku,name\n1,a", row("sku", "name"), row("1", "a")),
                dialect("a delimiter at the very end", "sku,name\n1,", row("sku", "name"), row("1", "")),
                dialect(
                        "blank lines between records",
                        "sku,name\n\n1,a\n\n\n2,b\n",
                        row("sku", "name"),
                        row("1", "a"),
                        row("2", "b")),
                dialect(
                        "records of nothing but delimiters",
                        "sku,name\n,\n1,a\n , \n",
                        row("sku", "name"),
                        row("1", "a")),
                dialect(
                        "a record of no-break spaces",
                        "sku,name\n\u00a0,\u00a0\n1,a\n",
                        row("sku", "name"),
                        row("1", "a")),
                dialect("U+2028 is text", "sku,name\n1,a\u2028b\n", row("sku", "name"), row("1", "a\u2028b")),
                dialect("U+0085 is text", "sku,name\n1,a\u0085b\n", row("sku", "name"), row("1", "a\u0085b")),
                dialect("a form feed is text", "sku,name\n1,a\fb\n", row("sku", "name"), row("1", "a\fb")),
                dialect("a comment sign is text", "sku,name\n#1,a\n", row("sku", "name"), row("#1", "a")),
                dialect(
                        "a backslash escapes nothing",
                        "sku,name\n1,a\\nb\n2,\"c\\\"\n",
                        row("sku", "name"),
                        row("1", "a\\nb"),
                        row("2", "c\\")));
    }

    static Stream<Dialect> delimiters() {
        return Stream.of(
                dialect(
                        "semicolons with decimal commas",
                        "sku;price\n1;1,50\n2;2,50\n",
                        row("sku", "price"),
                        row("1", "1,50"),
                        row("2", "2,50")),
                dialect("tabs", "sku\tname\n1\ta, b; c\n", row("sku", "name"), row("1", "a, b; c")),
                dialect("pipes", "sku|name\n1|a,b\n", row("sku", "name"), row("1", "a,b")),
                dialect("number signs", "sku#name#price\n1#a#2\n", row("sku", "name", "price"), row("1", "a", "2")),
                dialect("colons", "sku:name:price\n1:a:2\n", row("sku", "name", "price"), row("1", "a", "2")),
                dialect("carets", "sku^name^price\n1^a^2\n", row("sku", "name", "price"), row("1", "a", "2")),
                dialect("tildes", "sku~name~price\n1~a~2\n", row("sku", "name", "price"), row("1", "a", "2")),
                dialect(
                        "times are no colons",
                        "sku,foo\n1,10:30:00\n2,11:30:00\n",
                        row("sku", "foo"),
                        row("1", "10:30:00"),
                        row("2", "11:30:00")),
                dialect("a name with a colon", "name:en,price\na,1\n", row("name:en", "price"), row("a", "1")),
                dialect(
                        "links are no colons",
                        "sku,foo\n1,http://a\n2,http://b\n",
                        row("sku", "foo"),
                        row("1", "http://a"),
                        row("2", "http://b")),
                dialect(
                        "lists in cells",
                        "sku,foo\n1,a|b|c\n2,d|e|f\n",
                        row("sku", "foo"),
                        row("1", "a|b|c"),
                        row("2", "d|e|f")),
                dialect("one column", "sku\n1\n2\n", row("sku"), row("1"), row("2")),
                dialect("one column with commas", "sku\n\"1,2\"\n", row("sku"), row("1,2")),
                dialect(
                        "no known name, decimal commas",
                        "Bez;EK\nLampe;12,50\nTisch;3,90\n",
                        row("Bez", "EK"),
                        row("Lampe", "12,50"),
                        row("Tisch", "3,90")),
                dialect(
                        "no known name, commas in texts",
                        "Bez|Text\nLampe|rot, rund, hell\nTisch|a, b\n",
                        row("Bez", "Text"),
                        row("Lampe", "rot, rund, hell"),
                        row("Tisch", "a, b")),
                dialect(
                        "the delimiter is in quotes elsewhere",
                        "sku;\"name, short; long\"\n1;a\n",
                        row("sku", "name, short; long"),
                        row("1", "a")));
    }

    static Stream<Dialect> separatorLines() {
        String[] header = row("sku", "name");
        String[] record = row("1", "a,b|c");
        String table = "sku;name\r\n1;a,b|c\r\n";
        return Stream.of(
                dialect("sep=;", "sep=;\r\n" + table, header, record),
                dialect("SEP=;", "SEP=;\r\n" + table, header, record),
                dialect("sep=; in quotes", "\"sep=;\"\r\n" + table, header, record),
                dialect("the delimiter in quotes", "sep=\";\"\r\n" + table, header, record),
                dialect("sep=; with the other columns' delimiters", "sep=;;;;\r\n" + table, header, record),
                dialect("sep=; in quotes with delimiters", "\"sep=;\";;\r\n" + table, header, record),
                dialect("sep=; and a blank", "sep=; \r\n" + table, header, record),
                dialect("sep= without a delimiter", "sep=\r\n" + table, header, record),
                dialect("sep=\\t", "sep=\\t\n1;x\tname\n1\ta;b\n", row("1;x", "name"), row("1", "a;b")),
                dialect("sep= and a tab", "sep=\t\nsku\tname\n1\ta;b\n", row("sku", "name"), row("1", "a;b")),
                dialect("sep=,", "sep=,\nsku,name\n1,a;b\n", row("sku", "name"), row("1", "a;b")),
                dialect("sep=!", "sep=!\nfoo!bar\n1!a;b\n", row("foo", "bar"), row("1", "a;b")),
                dialect("a column that is called sep=x", "sep=x,sku\n1,2\n", row("sep=x", "sku"), row("1", "2")));
    }

    static Stream<Dialect> headers() {
        return Stream.of(
                dialect("blanks around names", " sku , name \n1,a\n", row("sku", "name"), row("1", "a")),
                dialect(
                        "no-break spaces around names",
                        "\u00a0sku,name\u00a0\n1,a\n",
                        row("sku", "name"),
                        row("1", "a")),
                dialect("blank lines above", "\n\n\nsku,name\n1,a\n", row("sku", "name"), row("1", "a")),
                dialect(
                        "delimiters alone above",
                        ",,\n,,\nsku,name,price\n1,a,2\n",
                        row("sku", "name", "price"),
                        row("1", "a", "2")),
                dialect(
                        "a title above",
                        "Our prices\nsku,name\n1,a\n2,b\n",
                        row("sku", "name"),
                        row("1", "a"),
                        row("2", "b")),
                dialect(
                        "a title that is a known name",
                        "Price\nsku,name\n1,a\n2,b\n",
                        row("sku", "name"),
                        row("1", "a"),
                        row("2", "b")),
                dialect(
                        "a title with the delimiter",
                        "Prices, May 2026\nsku,name,price\n1,a,2\n",
                        row("sku", "name", "price"),
                        row("1", "a", "2")),
                dialect(
                        "a title with the table's delimiters",
                        "Prices;;\n;;\nsku;name;price\n1;a;2\n",
                        row("sku", "name", "price"),
                        row("1", "a", "2")),
                dialect(
                        "a title above unknown names",
                        "Our prices\nBez;EK;VK\na;1;2\nb;3;4\n",
                        row("Bez", "EK", "VK"),
                        row("a", "1", "2"),
                        row("b", "3", "4")),
                dialect(
                        "two titles and a blank line",
                        "Example Ltd.\nPrice list\n\nsku;name;price\n1;a;2,50\n",
                        row("sku", "name", "price"),
                        row("1", "a", "2,50")),
                dialect(
                        "labels above the names of a machine",
                        "Article,Label,Amount\nsku,name,price\n1,a,2\n",
                        row("sku", "name", "price"),
                        row("1", "a", "2")),
                dialect(
                        "a record with words that are names",
                        "sku,foo,bar,baz,qux\n1,Title,Default,Price,x\n",
                        row("sku", "foo", "bar", "baz", "qux"),
                        row("1", "Title", "Default", "Price", "x")),
                dialect(
                        "short records below a wide header",
                        "sku,name,price,stock\n1\n2\n3\n",
                        row("sku", "name", "price", "stock"),
                        row("1"),
                        row("2"),
                        row("3")),
                dialect(
                        "blank names at the end",
                        "sku,name,,,\n1,a,,,\n2,b\n",
                        row("sku", "name"),
                        row("1", "a"),
                        row("2", "b")),
                dialect(
                        "a thousand blank names at the end",
                        "sku,name" + ",".repeat(1100) + "\n1,a" + ",".repeat(1100) + "\n",
                        row("sku", "name"),
                        row("1", "a")),
                dialect(
                        "a blank name between others",
                        "sku,,name\n1,x,a\n",
                        row("sku", "column 2", "name"),
                        row("1", "x", "a")),
                dialect(
                        "a blank name at the start",
                        ",sku,name\n0,1,a\n",
                        row("column 1", "sku", "name"),
                        row("0", "1", "a")),
                dialect(
                        "a blank name at the end above values",
                        "sku,name,,\n1,a,x,\n",
                        row("sku", "name", "column 3"),
                        row("1", "a", "x")),
                dialect(
                        "the header again",
                        "sku,name\n1,a\nsku,name\n2,b\n",
                        row("sku", "name"),
                        row("1", "a"),
                        row("2", "b")),
                dialect(
                        "the header again, with blanks",
                        "sku,name\n1,a\n \"sku\" , name,\n2,b\n",
                        row("sku", "name"),
                        row("1", "a"),
                        row("2", "b")),
                dialect("almost the header again", "sku,name\nsku,names\n", row("sku", "name"), row("sku", "names")),
                dialect("blank cells behind the last column", "sku,name\n1,a,,,\n", row("sku", "name"), row("1", "a")),
                dialect(
                        "a mark of byte order before a quote",
                        "\uFEFF\"sku\",name\n1,a\n",
                        row("sku", "name"),
                        row("1", "a")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"quotes", "lines", "delimiters", "separatorLines", "headers"})
    void a_dialect_is_read_as_it_is_meant(Dialect dialect) throws Exception {
        byte[] bytes = Files.utf8(dialect.text());
        FileFormat format = Files.examine(bytes);
        List<FileRecord> records = Files.records(bytes);

        assertThat(format.header()).isEqualTo(dialect.table().get(0));
        assertThat(records)
                .extracting(DialectTest::trimmed)
                .isEqualTo(dialect.table().subList(1, dialect.table().size()));
        assertThat(format.recordCount()).isEqualTo(records.size());
    }

    // blanks inside of quotes are kept, those around cells are not looked at
    private static List<String> trimmed(FileRecord record) {
        return record.cells().stream()
                .map(cell -> cell.equals(" a ") ? cell : CellText.trimmed(cell))
                .toList();
    }
}
