package dev.longhaul.shop.file.xml;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the elements and texts of an XML document, in memory that does not depend on its length. Text comes in
 * pieces; comments and processing instructions are skipped. For one thread.
 */
public final class XmlReader implements Closeable {

    /** What the reader is at. */
    public enum Event {
        START,
        END,
        TEXT,
        END_OF_DOCUMENT
    }

    private static final int MAX_TOKEN_BYTES = 16 << 20;
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NAMES = 10_000;

    private final InputStream source;
    private final TokenStream bytes;
    private final XMLStreamReader reader;
    private final Set<String> names = new HashSet<>();
    private int depth;
    private boolean ended;

    private XmlReader(InputStream source, @Nullable String encoding) throws IOException, BrokenXmlException {
        this.source = source;
        this.bytes = new TokenStream(source, MAX_TOKEN_BYTES);
        try {
            this.reader = encoding == null
                    ? factory().createXMLStreamReader(bytes)
                    : factory().createXMLStreamReader(bytes, encoding);
        } catch (XMLStreamException | RuntimeException e) {
            throw fault(1, 1);
        }
    }

    /**
     * Begins to read.
     *
     * @param source closed with this reader
     * @param encoding of the bytes; null for the one that the document declares
     */
    public static XmlReader open(InputStream source, @Nullable String encoding) throws IOException, BrokenXmlException {
        return new XmlReader(source, encoding);
    }

    // one for each document: a factory holds on to the last reader that it made
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        // without a document type they count only &amp; and the like, of which a catalogue may have many millions
        unlimited(factory, "jdk.xml.totalEntitySizeLimit");
        unlimited(factory, "jdk.xml.maxGeneralEntitySizeLimit");
        unlimited(factory, "jdk.xml.entityReplacementLimit");
        return factory;
    }

    private static void unlimited(XMLInputFactory factory, String limit) {
        if (factory.isPropertySupported(limit)) {
            factory.setProperty(limit, "0");
        }
    }

    /** Advances to the next element or text; stays at the end of the document. */
    public Event next() throws IOException, BrokenXmlException {
        while (!ended) {
            switch (nextToken()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    requireBounds();
                    return Event.START;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    return Event.END;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    return Event.TEXT;
                }
                case XMLStreamConstants.END_DOCUMENT -> ended = true;
                case XMLStreamConstants.ENTITY_REFERENCE -> throw broken("uses an entity that it does not define");
                case XMLStreamConstants.PROCESSING_INSTRUCTION -> requireFew(reader.getPITarget());
                default -> {
                    // comments, and a document type, which is ignored
                }
            }
        }
        return Event.END_OF_DOCUMENT;
    }

    private int nextToken() throws IOException, BrokenXmlException {
        bytes.nextToken();
        try {
            return reader.next();
        } catch (XMLStreamException | RuntimeException e) {
            // the parser has runtime exceptions of its own for some faults of a document
            throw fault(
                    reader.getLocation().getLineNumber(), reader.getLocation().getColumnNumber());
        }
    }

    private BrokenXmlException fault(int line, int column) throws IOException {
        IOException failure = bytes.failure();
        if (failure != null) {
            throw failure;
        }
        return new BrokenXmlException(
                bytes.isTooLong()
                        ? "has a tag or a comment of more than " + (MAX_TOKEN_BYTES >> 20) + " MiB"
                        : "is not well-formed XML, or not in the encoding that it declares,",
                line,
                column);
    }

    private BrokenXmlException broken(String what) {
        return new BrokenXmlException(
                what, reader.getLocation().getLineNumber(), reader.getLocation().getColumnNumber());
    }

    // the parser keeps every name that it has met
    private void requireBounds() throws BrokenXmlException {
        if (depth > MAX_DEPTH) {
            throw broken("has more than " + MAX_DEPTH + " elements inside one another");
        }
        requireFew(reader.getLocalName());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            requireFew(reader.getAttributeLocalName(i));
        }
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            requireFew(reader.getNamespacePrefix(i));
            requireFew(reader.getNamespaceURI(i));
        }
    }

    private void requireFew(@Nullable String name) throws BrokenXmlException {
        if (name != null && names.add(name) && names.size() > MAX_NAMES) {
            throw broken("has more than " + MAX_NAMES + " different names of elements and attributes");
        }
    }

    /** The name of the element that starts or ends, without its prefix. */
    public String localName() {
        return reader.getLocalName();
    }

    /** The prefix of the element that starts or ends, empty for none. */
    public String prefix() {
        String prefix = reader.getPrefix();
        return prefix == null ? "" : prefix;
    }

    /** The namespace of the element that starts or ends, empty for none. */
    public String namespace() {
        String namespace = reader.getNamespaceURI();
        return namespace == null ? "" : namespace;
    }

    public int attributeCount() {
        return reader.getAttributeCount();
    }

    /** The name of an attribute of the element that starts, without its prefix. */
    public String attributeName(int index) {
        return reader.getAttributeLocalName(index);
    }

    public String attributeValue(int index) {
        return reader.getAttributeValue(index);
    }

    /** The value of the first attribute of this name in any namespace, null for none. */
    public @Nullable String attribute(String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    /** Appends this piece of text, up to a total length. */
    public void appendTextTo(StringBuilder target, int maxChars) {
        int length = Math.min(reader.getTextLength(), maxChars - target.length());
        if (length > 0) {
            target.append(reader.getTextCharacters(), reader.getTextStart(), length);
        }
    }

    /** The line on which the tag or text ends. */
    public int line() {
        return reader.getLocation().getLineNumber();
    }

    /** From the start of an element to its end. */
    public void skipElement() throws IOException, BrokenXmlException {
        int end = depth - 1;
        while (depth > end) {
            if (next() == Event.END_OF_DOCUMENT) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
