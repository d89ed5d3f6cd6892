package dev.longhaul.shop.file.workbook;

import dev.longhaul.shop.file.xml.BrokenXmlException;
import dev.longhaul.shop.file.xml.XmlReader;
import dev.longhaul.shop.file.xml.XmlReader.Event;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A workbook whose sheets can be read one after the other or side by side. For one thread. */
public final class Workbook implements Closeable {

    private static final String ROOT = "_rels/.rels";
    private static final String USUAL_PART = "xl/workbook.xml";
    private static final int MAX_SHEETS = 1000;

    private final WorkbookParts parts;
    private final List<WorkbookSheet> sheets;
    private final boolean since1904;
    private final CellStyles styles;
    private final SharedStrings strings;

    private Workbook(
            WorkbookParts parts,
            List<WorkbookSheet> sheets,
            boolean since1904,
            CellStyles styles,
            SharedStrings strings) {
        this.parts = parts;
        this.sheets = List.copyOf(sheets);
        this.since1904 = since1904;
        this.styles = styles;
        this.strings = strings;
    }

    /** A sheet's name and the id under which its part is found. */
    private record Named(String name, boolean visible, String id) {}

    /** What the workbook's own part says. */
    private record Overview(List<Named> sheets, boolean since1904) {}

    /** Reads everything but the sheets. The parts are not closed with it. */
    public static Workbook open(WorkbookParts parts) throws IOException, BrokenWorkbookException {
        String part = partOfWorkbook(parts);
        Overview overview = overview(parts, part);
        Map<String, Relations.Target> targets = Relations.of(parts, part);
        List<WorkbookSheet> sheets = new ArrayList<>();
        for (Named named : overview.sheets()) {
            Relations.Target target = targets.get(named.id());
            if (target != null && target.type().equals("worksheet")) {
                sheets.add(new WorkbookSheet(named.name(), named.visible(), target.part()));
            }
        }
        Map<String, String> single = new HashMap<>();
        targets.values().forEach(target -> single.putIfAbsent(target.type(), target.part()));
        CellStyles styles = CellStyles.read(parts, single.get("styles"));
        SharedStrings strings = SharedStrings.read(parts, single.get("sharedStrings"));
        return new Workbook(parts, sheets, overview.since1904(), styles, strings);
    }

    private static String partOfWorkbook(WorkbookParts parts) throws IOException, BrokenWorkbookException {
        try (InputStream usual = parts.open(USUAL_PART)) {
            if (usual != null) {
                return USUAL_PART;
            }
        }
        return Relations.of(parts, "").values().stream()
                .filter(target -> target.type().equals("officeDocument"))
                .map(Relations.Target::part)
                .findFirst()
                .orElseThrow(() -> missing(ROOT));
    }

    private static Overview overview(WorkbookParts parts, String part) throws IOException, BrokenWorkbookException {
        List<Named> sheets = new ArrayList<>();
        boolean since1904 = false;
        try (XmlReader xml = XmlReader.open(require(parts, part), null)) {
            for (Event event = xml.next(); event != Event.END_OF_DOCUMENT; event = xml.next()) {
                if (event == Event.START && xml.localName().equals("workbookPr")) {
                    since1904 = isTrue(xml.attribute("date1904"));
                } else if (event == Event.START && xml.localName().equals("sheet")) {
                    sheets.add(sheet(xml));
                }
                if (sheets.size() > MAX_SHEETS) {
                    throw new BrokenWorkbookException("the workbook has more than " + MAX_SHEETS + " sheets");
                }
            }
        } catch (BrokenXmlException e) {
            throw new BrokenWorkbookException(part, e);
        }
        return new Overview(sheets, since1904);
    }

    private static Named sheet(XmlReader xml) {
        String state = xml.attribute("state");
        return new Named(
                orEmpty(xml.attribute("name")), state == null || state.equals("visible"), orEmpty(xml.attribute("id")));
    }

    /** In their order, including hidden ones; sheets that hold only a chart do not count. */
    public List<WorkbookSheet> sheets() {
        return sheets;
    }

    /**
     * Opens a sheet above its first row.
     *
     * @param maxColumns how many cells of a row are kept
     * @param maxChars how much text of a row is kept
     */
    public SheetReader read(WorkbookSheet sheet, int maxColumns, int maxChars)
            throws IOException, BrokenWorkbookException {
        CellReader cells = new CellReader(styles, strings, since1904, maxChars);
        return SheetReader.open(sheet.part(), require(parts, sheet.part()), cells, maxColumns);
    }

    @Override
    public void close() throws IOException {
        strings.close();
    }

    static InputStream require(WorkbookParts parts, String part) throws IOException, BrokenWorkbookException {
        InputStream bytes = parts.open(part);
        if (bytes == null) {
            throw missing(part);
        }
        return bytes;
    }

    private static BrokenWorkbookException missing(String part) {
        return new BrokenWorkbookException(
                "the workbook has no part " + part + "; open it in a spreadsheet and save it again");
    }

    static boolean isTrue(@Nullable String attribute) {
        return attribute != null && (attribute.equals("1") || attribute.equals("true"));
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
