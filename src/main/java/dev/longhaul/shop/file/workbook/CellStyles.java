package dev.longhaul.shop.file.workbook;

import dev.longhaul.shop.file.xml.BrokenXmlException;
import dev.longhaul.shop.file.xml.XmlReader;
import dev.longhaul.shop.file.xml.XmlReader.Event;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the numbers of a workbook's cells are shown, by the number of the cell's style. */
final class CellStyles {

    /** Spreadsheets themselves allow 65,490. */
    private static final int MAX_STYLES = 100_000;

    private static final int LONGEST_CODE = 1000;

    private final List<CellFormat> formats = new ArrayList<>();

    private CellStyles() {}

    /**
     * Reads the styles.
     *
     * @param part null when the workbook has none
     */
    static CellStyles read(WorkbookParts parts, @Nullable String part) throws IOException, BrokenWorkbookException {
        CellStyles styles = new CellStyles();
        InputStream bytes = part == null ? null : parts.open(part);
        if (bytes == null) {
            return styles;
        }
        try (XmlReader xml = XmlReader.open(bytes, null)) {
            styles.fill(xml);
            return styles;
        } catch (BrokenXmlException e) {
            throw new BrokenWorkbookException(Workbook.orEmpty(part), e);
        }
    }

    private void fill(XmlReader xml) throws IOException, BrokenXmlException, BrokenWorkbookException {
        Map<Integer, CellFormat> ownFormats = new HashMap<>();
        boolean ofCells = false;
        for (Event event = xml.next(); event != Event.END_OF_DOCUMENT; event = xml.next()) {
            String name = event == Event.TEXT ? "" : xml.localName();
            if (name.equals("cellXfs")) {
                ofCells = event == Event.START;
            } else if (event == Event.START && name.equals("numFmt")) {
                String code = Workbook.orEmpty(xml.attribute("formatCode"));
                ownFormats.put(
                        number(xml.attribute("numFmtId")),
                        code.length() > LONGEST_CODE ? CellFormat.GENERAL : CellFormat.of(code));
            } else if (event == Event.START && ofCells && name.equals("xf")) {
                int id = number(xml.attribute("numFmtId"));
                CellFormat own = ownFormats.get(id);
                formats.add(own == null ? CellFormat.builtIn(id) : own);
            }
            if (formats.size() + ownFormats.size() > MAX_STYLES) {
                throw new BrokenWorkbookException("the workbook has more than " + MAX_STYLES + " styles of cells");
            }
        }
    }

    CellFormat format(@Nullable String style) {
        int number = style == null ? 0 : number(style);
        return number >= 0 && number < formats.size() ? formats.get(number) : CellFormat.GENERAL;
    }

    /** A whole number, -1 when it is not one. */
    static int number(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > 9) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
