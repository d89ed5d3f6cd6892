package dev.longhaul.shop.file.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.longhaul.shop.file.Files;
import dev.longhaul.shop.file.GeneratedStream;
import dev.longhaul.shop.file.RecordFile;
import dev.longhaul.shop.file.RepeatedStream;
import dev.longhaul.shop.file.record.FileChoices;
import dev.longhaul.shop.file.record.FileFormat.Kind;
import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.file.record.UnreadableFileException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedFileTest {

    private static final String GOOGLE = "xmlns:g=\"http://base.google.com/ns/1.0\"";

    private static String rss(String items) {
        return "<rss version=\"2.0\" " + GOOGLE + "><channel><title>Shop</title>" + items + "</channel></rss>";
    }

    private static Map<String, String> only(String feed) throws Exception {
        return only(Files.utf8(feed));
    }

    private static Map<String, String> only(byte[] feed) throws Exception {
        List<String> cells = Files.cells(feed).get(0);
        List<String> header = Files.examine(feed).header();
        Map<String, String> record = new TreeMap<>();
        IntStream.range(0, cells.size()).forEach(i -> record.put(header.get(i), cells.get(i)));
        return record;
    }

    @Test
    void each_item_of_rss_is_a_record() throws Exception {
        byte[] feed = Files.utf8(rss("\n<item><g:id>1</g:id><title>a &amp; b</title></item>\n"
                + "<item></item><item><g:id>2</g:id><g:sale_price/><title><![CDATA[5\" wide]]></title></item>"));

        assertThat(Files.examine(feed).kind()).isEqualTo(Kind.FEED);
        assertThat(Files.examine(feed).header()).containsExactly("id", "title", "sale_price");
        assertThat(Files.cells(feed)).containsExactly(List.of("1", "a & b"), List.of("2", "5\" wide", ""));
        assertThat(Files.records(feed)).extracting(FileRecord::line).containsExactly(2L, 3L);
        assertThat(Files.records(feed)).extracting(FileRecord::number).containsExactly(1L, 2L);
    }

    @Test
    void each_entry_of_atom_is_a_record_and_its_link_is_where_it_leads() throws Exception {
        Map<String, String> record = only(
                "<feed xmlns=\"http://www.w3.org/2005/Atom\" " + GOOGLE
                        + "><title>Shop</title><link href=\"https://shop\"/><entry><id>urn:1</id><g:id>1</g:id><title>a</title>"
                        + "<link rel=\"alternate\" href=\"https://shop/1\"/><link rel=\"self\" href=\"https://api/1\"/></entry></feed>");

        assertThat(record)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("id", "1", "title", "a", "link", "https://shop/1", "link.self", "https://api/1"));
    }

    @Test
    void what_stands_inside_an_element_does_not_overwrite_the_items_own() throws Exception {
        Map<String, String> record = only(rss(
                "<item><g:shipping><g:country>CZ</g:country><g:price>99 CZK</g:price></g:shipping><g:price>599 CZK</g:price>"
                        + "<g:shipping><g:country>SK</g:country><g:price>5 EUR</g:price></g:shipping></item>"));

        assertThat(record)
                .containsEntry("price", "599 CZK")
                .containsEntry("shipping.price", "99 CZK\n5 EUR")
                .containsEntry("shipping.country", "CZ\nSK");
    }

    @Test
    void googles_names_win_wherever_they_stand_and_repeated_ones_are_a_list() throws Exception {
        Map<String, String> record = only(
                rss(
                        "<item><title>of RSS</title><g:title>of Google</g:title><title>again</title>"
                                + "<g:additional_image_link>x</g:additional_image_link><g:additional_image_link> y </g:additional_image_link></item>"));

        assertThat(record)
                .containsExactlyInAnyOrderEntriesOf(Map.of("title", "of Google", "additional_image_link", "x\ny"));
    }

    @Test
    void elements_of_others_keep_their_prefix_and_attributes_count_where_there_is_no_text() throws Exception {
        Map<String, String> record = only(
                "<rss xmlns:media=\"urn:m\"><channel><item><title>a</title><media:title>b</media:title>"
                        + "<media:content url=\"https://x\" type=\"image/png\"/><guid isPermaLink=\"false\">1</guid></item></channel></rss>");

        assertThat(record)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "title", "a",
                        "media:title", "b",
                        "media:content.url", "https://x",
                        "media:content.type", "image/png",
                        "guid", "1"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"UTF-8", "ISO-8859-2", "windows-1252", "UTF-16"})
    void the_declared_encoding_is_used(String encoding) throws Exception {
        String feed = "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>" + rss("<item><title>Kühl</title></item>");

        assertThat(only(Files.bytes(feed, encoding))).containsEntry("title", "Kühl");
    }

    @Test
    void a_mark_counts_more_than_the_declaration_and_blanks_before_it_do_no_harm() throws Exception {
        String feed = "<?xml version=\"1.0\" encoding=\"windows-1252\"?>" + rss("<item><title>Kühl</title></item>");

        assertThat(only(Files.utf8("\uFEFF" + feed))).containsEntry("title", "Kühl");
        assertThat(only(Files.bytes("\n \n" + feed, "windows-1252"))).containsEntry("title", "Kühl");
    }

    @Test
    void the_encoding_that_a_person_names_counts_more_than_the_declaration() throws Exception {
        String feed = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + rss("<item><title>Kühl</title></item>");
        FileChoices latin = new FileChoices("windows-1252", null, null, null, null);

        assertThat(Files.cells(Files.bytes(feed, "windows-1252"), latin)).containsExactly(List.of("Kühl"));
    }

    static List<Arguments> refusals() {
        return List.of(
                Arguments.of(
                        "BMEcat",
                        "<?xml version=\"1.0\"?><!DOCTYPE BMECAT SYSTEM \"bmecat.dtd\"><BMECAT version=\"1.2\"/>",
                        "the file is a BMEcat catalogue; its tiered and dated prices are not read; export CSV or XLSX"),
                Arguments.of(
                        "other XML",
                        "<!-- c --><products><product/></products>",
                        "the file is XML with the root `products`, not an RSS or Atom product feed; export such a feed, CSV or XLSX"),
                Arguments.of("XHTML", "<?xml version=\"1.0\"?><html/>", "the file is a web page (HTML)"),
                Arguments.of("a table of HTML", "<table><tr/></table>", "the file is a web page (HTML) with a table"),
                Arguments.of("no item", rss(""), "the feed has no item with a field in it"),
                Arguments.of(
                        "a tag that is not closed",
                        "<rss><channel>\n<item><title>a</item></channel></rss>",
                        "the file is not well-formed XML, or not in the encoding that it declares, at line 2, column 17"),
                Arguments.of(
                        "an end too early",
                        "<rss><channel><item><title>a</title></item>",
                        "the file is not well-formed XML"),
                Arguments.of(
                        "an encoding that is none",
                        "<?xml version=\"1.0\" encoding=\"nonsense\"?><rss/>",
                        "the file is not well-formed XML, or not in the encoding that it declares"),
                Arguments.of(
                        "elements without end",
                        rss("<item>" + "<a>".repeat(100)),
                        "the file has more than 64 elements inside one another"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void xml_that_is_no_feed_is_refused_by_name(String name, String xml, String sentence) {
        assertThat(Files.refusal(Files.utf8(xml))).hasMessageStartingWith(sentence);
    }

    @Test
    void bytes_that_are_not_of_the_declared_encoding_are_refused() {
        byte[] feed = Files.bytes(rss("<item><title>Kühl</title></item>"), "windows-1252");

        assertThat(Files.refusal(feed)).hasMessageContaining("not in the encoding that it declares");
    }

    @Test
    void entities_are_neither_expanded_nor_fetched() {
        String entities = "<!DOCTYPE rss [<!ENTITY a \"aaaa\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]>";

        assertThat(Files.refusal(Files.utf8(entities + rss("<item><title>&a;</title></item>")))
                        .code())
                .isEqualTo("xml-broken");
        assertThat(Files.refusal(Files.utf8(entities + rss("<item><title>&b;</title></item>")))
                        .code())
                .isEqualTo("xml-broken");
    }

    @Test
    void many_references_to_characters_are_no_attack() throws Exception {
        InputStream feed = RepeatedStream.of(
                "<rss " + GOOGLE + "><channel>",
                "<item><g:id>1</g:id><title>" + "&amp;&#38;".repeat(1000) + "</title></item>",
                3_500,
                "</channel></rss>");

        assertThat(RecordFile.examine(feed, FileChoices.NONE, Files::judge, Files.IGNORED)
                        .recordCount())
                .isEqualTo(3_500);
    }

    @Test
    void a_tag_or_a_text_without_end_takes_no_memory() throws Exception {
        GeneratedStream tag = new GeneratedStream(Files.utf8("<rss><channel a=\""), 'x', 1L << 36);
        GeneratedStream comment = new GeneratedStream(Files.utf8("<rss><!--"), 'x', 1L << 36);
        InputStream text = new SequenceInputStream(
                new GeneratedStream(Files.utf8("<rss><channel><item><title>"), 'x', 200L << 20),
                new ByteArrayInputStream(Files.utf8("</title></item></channel></rss>")));

        assertThat(refusal(tag)).hasMessageContaining("a tag or a comment of more than 16 MiB");
        assertThat(refusal(comment)).hasMessageContaining("a tag or a comment of more than 16 MiB");
        assertThat(RecordFile.examine(text, FileChoices.NONE, Files::judge, Files.IGNORED)
                        .recordCount())
                .isEqualTo(1);
    }

    @Test
    void names_without_end_take_no_memory() {
        StringBuilder xml = new StringBuilder("<rss><channel>");
        IntStream.range(0, 10_001).forEach(i -> xml.append("<n").append(i).append("/>"));

        assertThat(Files.refusal(Files.utf8(xml.toString())))
                .hasMessageContaining("more than 10000 different names of elements and attributes");
    }

    private static UnreadableFileException refusal(InputStream bytes) {
        return catchThrowableOfType(
                UnreadableFileException.class,
                () -> RecordFile.examine(bytes, FileChoices.NONE, Files::judge, Files.IGNORED));
    }
}
