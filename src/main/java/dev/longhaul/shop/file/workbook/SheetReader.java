package dev.longhaul.shop.file.workbook;

import dev.longhaul.shop.file.xml.BrokenXmlException;
import dev.longhaul.shop.file.xml.XmlReader;
import dev.longhaul.shop.file.xml.XmlReader.Event;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a sheet that are not empty, one by one. For one thread. */
public final class SheetReader implements Closeable {

    private static final int LETTERS = 26;
    private static final int LAST_COLUMN = 16_384;

    private final String part;
    private final XmlReader xml;
    private final CellReader cells;
    private final int maxColumns;
    private int number;

    private SheetReader(String part, XmlReader xml, CellReader cells, int maxColumns) {
        this.part = part;
        this.xml = xml;
        this.cells = cells;
        this.maxColumns = maxColumns;
    }

    static SheetReader open(String part, InputStream bytes, CellReader cells, int maxColumns)
            throws IOException, BrokenWorkbookException {
        try {
            return new SheetReader(part, XmlReader.open(bytes, null), cells, maxColumns);
        } catch (BrokenXmlException e) {
            throw new BrokenWorkbookException(part, e);
        }
    }

    /** The next row with content, null at the end of the sheet. */
    public @Nullable SheetRow next() throws IOException, BrokenWorkbookException {
        try {
            for (Event event = xml.next(); event != Event.END_OF_DOCUMENT; event = xml.next()) {
                if (event == Event.START && xml.localName().equals("row")) {
                    SheetRow row = row();
                    if (row.width() > 0) {
                        return row;
                    }
                }
            }
            return null;
        } catch (BrokenXmlException e) {
            throw new BrokenWorkbookException(part, e);
        }
    }

    private SheetRow row() throws IOException, BrokenXmlException, BrokenWorkbookException {
        int given = CellStyles.number(xml.attribute("r"));
        number = given > 0 ? given : number + 1;
        Row row = new Row();
        int column = 0;
        for (Event event = xml.next(); event != Event.END && event != Event.END_OF_DOCUMENT; event = xml.next()) {
            if (event == Event.START && xml.localName().equals("c")) {
                int named = column(Workbook.orEmpty(xml.attribute("r")));
                column = named > 0 ? named : column + 1;
                if (column > LAST_COLUMN) {
                    throw new BrokenWorkbookException("row " + number + " of the workbook's part " + part
                            + " has a cell beyond column XFD, the last one possible");
                }
                row.put(column, cells.read(xml));
            } else if (event == Event.START) {
                xml.skipElement();
            }
        }
        return new SheetRow(number, row.texts, row.width, row.tooLong);
    }

    private final class Row {
        private final List<String> texts = new ArrayList<>();
        private int width;
        private int chars;
        private boolean tooLong;

        void put(int column, String text) {
            if (text.isBlank()) {
                return;
            }
            width = Math.max(width, column);
            chars = Math.min(chars, cells.maxChars()) + text.length();
            if (chars > cells.maxChars()) {
                tooLong = true;
            } else if (column <= maxColumns) {
                while (texts.size() < column) {
                    texts.add("");
                }
                texts.set(column - 1, text);
            }
        }
    }

    /** The number of the column with which a cell's name, such as {@code BC7}, begins; 0 when it has none. */
    static int column(String name) {
        int column = 0;
        for (int i = 0; i < name.length() && column <= LAST_COLUMN; i++) {
            char letter = name.charAt(i);
            if (letter < 'A' || letter > 'Z') {
                break;
            }
            column = column * LETTERS + letter - 'A' + 1;
        }
        return column;
    }

    /** The letters of a column, {@code A} for 1. */
    public static String letters(int column) {
        StringBuilder letters = new StringBuilder();
        for (int left = column; left > 0; left = (left - 1) / LETTERS) {
            letters.append((char) ('A' + (left - 1) % LETTERS));
        }
        return letters.reverse().toString();
    }

    @Override
    public void close() throws IOException {
        xml.close();
    }
}
