package dev.longhaul.shop.file.feed;

import dev.longhaul.shop.file.record.CellText;
import dev.longhaul.shop.file.record.NamedCells;
import dev.longhaul.shop.file.record.RecordCollector;
import dev.longhaul.shop.file.record.RecordFault;
import dev.longhaul.shop.file.record.UnreadableFileException;
import dev.longhaul.shop.file.xml.BrokenXmlException;
import dev.longhaul.shop.file.xml.XmlReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Turns an item of a feed into cells. Nested elements are prefixed with the outer element's name and a dot:
 * {@code shipping.price}. A repeated element becomes one cell, each text on a line of its own. Google's elements have
 * their names without a prefix, and so have those of RSS and Atom; if both have one, Google's counts. Other elements
 * keep their prefix: {@code media:content.url}.
 */
final class FeedItem {

    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String GOOGLE = "://base.google.com/";
    private static final int LONGEST_NAME = 1000;

    private final XmlReader xml;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private int chars;
    private boolean tooLong;

    private record Field(boolean ofGoogle, StringBuilder text) {}

    private FeedItem(XmlReader xml) {
        this.xml = xml;
    }

    /** From the start of an item to its end. */
    static void read(XmlReader xml, NamedCells cells) throws IOException, BrokenXmlException, UnreadableFileException {
        FeedItem item = new FeedItem(xml);
        for (XmlReader.Event event = xml.next();
                event != XmlReader.Event.END && event != XmlReader.Event.END_OF_DOCUMENT;
                event = xml.next()) {
            if (event == XmlReader.Event.START) {
                boolean ofGoogle = isGoogle(xml);
                item.element(item.name(ofGoogle), ofGoogle);
            }
        }
        for (Map.Entry<String, Field> field : item.fields.entrySet()) {
            cells.put(field.getKey(), field.getValue().text().toString());
        }
        if (item.tooLong) {
            cells.reject(RecordFault.tooLong());
        }
    }

    private static boolean isGoogle(XmlReader xml) {
        return xml.namespace().contains(GOOGLE)
                || xml.prefix().toLowerCase(Locale.ROOT).equals("g");
    }

    private String name(boolean ofGoogle) {
        boolean plain = ofGoogle || xml.prefix().isEmpty() || xml.namespace().equals(ATOM);
        return plain ? xml.localName() : xml.prefix() + ":" + xml.localName();
    }

    private void element(String name, boolean ofGoogle) throws IOException, BrokenXmlException {
        String href = xml.localName().equals("link") ? xml.attribute("href") : null;
        if (href != null) {
            String relation = xml.attribute("rel");
            boolean own = relation == null || relation.equals("alternate");
            put(own ? name : name + "." + relation, ofGoogle, href);
            xml.skipElement();
            return;
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < xml.attributeCount(); i++) {
            attributes.put(xml.attributeName(i), xml.attributeValue(i));
        }
        StringBuilder text = new StringBuilder();
        boolean children = false;
        for (XmlReader.Event event = xml.next();
                event != XmlReader.Event.END && event != XmlReader.Event.END_OF_DOCUMENT;
                event = xml.next()) {
            if (event == XmlReader.Event.TEXT) {
                xml.appendTextTo(text, RecordCollector.MAX_RECORD_CHARS + 1);
            } else {
                children = true;
                element(name + "." + xml.localName(), ofGoogle);
            }
        }
        String trimmed = CellText.trimmed(text.toString());
        if (!trimmed.isEmpty() || (!children && attributes.isEmpty())) {
            put(name, ofGoogle, trimmed);
        } else if (!children) {
            // an element with nothing in it means what its attributes say
            attributes.forEach((attribute, value) -> put(name + "." + attribute, ofGoogle, value));
        }
    }

    private void put(String name, boolean ofGoogle, String text) {
        String column = name.substring(0, Math.min(name.length(), LONGEST_NAME));
        Field field = fields.get(column);
        if (field == null && fields.size() > RecordCollector.MAX_COLUMNS) {
            // one more than allowed: the columns refuse the file
            return;
        }
        if (field != null && field.ofGoogle() && !ofGoogle) {
            return;
        }
        if (field == null || field.ofGoogle() != ofGoogle) {
            field = new Field(ofGoogle, new StringBuilder());
            fields.put(column, field);
        }
        chars = Math.min(chars, RecordCollector.MAX_RECORD_CHARS) + text.length() + 1;
        tooLong |= chars > RecordCollector.MAX_RECORD_CHARS;
        if (!tooLong && !text.isEmpty()) {
            field.text().append(field.text().isEmpty() ? "" : "\n").append(text);
        }
    }
}
