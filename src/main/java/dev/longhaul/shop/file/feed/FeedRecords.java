package dev.longhaul.shop.file.feed;

import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.file.record.Headers;
import dev.longhaul.shop.file.record.NamedCells;
import dev.longhaul.shop.file.record.NamedColumns;
import dev.longhaul.shop.file.record.RecordSource;
import dev.longhaul.shop.file.record.UnreadableFileException;
import dev.longhaul.shop.file.xml.BrokenXmlException;
import dev.longhaul.shop.file.xml.XmlReader;
import dev.longhaul.shop.file.xml.XmlReader.Event;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The records of a feed: the items of RSS, the entries of Atom. For one thread. */
final class FeedRecords implements RecordSource {

    private static final Map<String, String> ITEMS = Map.of("rss", "item", "rdf", "item", "feed", "entry");

    private static final Map<String, String> KNOWN_ROOTS = Map.of(
            "bmecat", "a BMEcat catalogue; its tiered and dated prices are not read; export CSV or XLSX",
            "html", "a web page (HTML); download the file that the page offers, or save the table as CSV",
            "workbook", "an Excel 2003 XML file; save it as XLSX or CSV",
            "table", "a web page (HTML) with a table, whatever its name says; save it as XLSX or CSV",
            "office", "an OpenDocument file; save it as XLSX or CSV");

    private final XmlReader xml;
    private final NamedColumns columns;
    private final String item;
    private long count;

    private FeedRecords(XmlReader xml, NamedColumns columns, String item) {
        this.xml = xml;
        this.columns = columns;
        this.item = item;
    }

    /**
     * Begins to read.
     *
     * @param bytes closed with the records
     * @param encoding null for the declared one
     * @param known the columns of a file that was examined, none of another
     */
    static FeedRecords open(InputStream bytes, @Nullable String encoding, List<String> known)
            throws IOException, UnreadableFileException {
        try {
            XmlReader xml = XmlReader.open(bytes, encoding);
            Event event = xml.next();
            while (event == Event.TEXT) {
                event = xml.next();
            }
            String root = xml.localName();
            String item = ITEMS.get(root.toLowerCase(Locale.ROOT));
            if (item == null) {
                throw otherKind(root);
            }
            return new FeedRecords(xml, new NamedColumns(known), item);
        } catch (BrokenXmlException e) {
            throw broken(e);
        }
    }

    private static UnreadableFileException otherKind(String root) {
        String known = KNOWN_ROOTS.get(root.toLowerCase(Locale.ROOT));
        return UnreadableFileException.ofOtherKind(
                "not-a-table",
                "the file is "
                        + (known == null
                                ? "XML with the root " + Headers.shortened(root)
                                        + ", not an RSS or Atom product feed; export such a feed, CSV or XLSX"
                                : known));
    }

    @Override
    public List<String> header() {
        return columns.names();
    }

    @Override
    public @Nullable FileRecord next() throws IOException, UnreadableFileException {
        try {
            for (Event event = xml.next(); event != Event.END_OF_DOCUMENT; event = xml.next()) {
                if (event == Event.START && xml.localName().equals(item)) {
                    long line = xml.line();
                    NamedCells cells = new NamedCells(columns);
                    FeedItem.read(xml, cells);
                    if (!cells.isBlank()) {
                        count++;
                        return cells.record(count, line);
                    }
                }
            }
            return null;
        } catch (BrokenXmlException e) {
            throw broken(e);
        }
    }

    private static UnreadableFileException broken(BrokenXmlException e) {
        return UnreadableFileException.ofStructure("xml-broken", "the file " + e.getMessage());
    }

    @Override
    public void close() throws IOException {
        xml.close();
    }
}
