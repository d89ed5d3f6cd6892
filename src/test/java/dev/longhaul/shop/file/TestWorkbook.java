package dev.longhaul.shop.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A workbook written by a test: each cell as the XML that a spreadsheet writes. */
public final class TestWorkbook {

    private final List<String> names = new ArrayList<>();
    private final List<String> states = new ArrayList<>();
    private final List<String> sheets = new ArrayList<>();
    private final List<String> formats = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private boolean since1904;

    public static TestWorkbook of(String... rows) {
        return new TestWorkbook().sheet("Products", "visible", rows);
    }

    /** A row is XML, or cells of text with a bar between them. */
    public TestWorkbook sheet(String name, String state, String... rows) {
        names.add(name);
        states.add(state);
        sheets.add(IntStream.range(0, rows.length)
                .mapToObj(i -> rows[i].startsWith("<row") ? rows[i] : row(i + 1, rows[i]))
                .collect(Collectors.joining()));
        return this;
    }

    public static String row(int number, String cells) {
        String xml = cells.startsWith("<") ? cells : "";
        for (String cell : xml.isEmpty() ? cells.split("\\|", -1) : new String[0]) {
            xml += cell.isEmpty() ? "<c/>" : "<c t=\"inlineStr\"><is><t>" + cell + "</t></is></c>";
        }
        return String.format(Locale.ROOT, "<row r=\"%d\">%s</row>", number, xml);
    }

    /** The format of the style with the next number, from 1. */
    public TestWorkbook format(String code) {
        formats.add(code);
        return this;
    }

    public TestWorkbook text(String si) {
        texts.add(si);
        return this;
    }

    public TestWorkbook since1904() {
        since1904 = true;
        return this;
    }

    public byte[] bytes() {
        Packed zip = Packed.zip();
        parts().forEach(zip::with);
        return zip.bytes();
    }

    /** The files of the workbook by their names. */
    public Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("[Content_Types].xml", "<Types/>");
        parts.put(
                "xl/workbook.xml",
                "<workbook xmlns:r=\"urn:r\"><workbookPr" + (since1904 ? " date1904=\"1\"" : "") + "/><sheets>"
                        + each(i -> String.format(
                                Locale.ROOT,
                                "<sheet name=\"%s\" sheetId=\"%d\" state=\"%s\" r:id=\"rId%d\"/>",
                                names.get(i),
                                i + 1,
                                states.get(i),
                                i))
                        + "</sheets></workbook>");
        parts.put(
                "xl/_rels/workbook.xml.rels",
                "<Relationships>"
                        + each(i -> "<Relationship Id=\"rId" + i
                                + "\" Type=\"http://x/worksheet\" Target=\"worksheets/sheet" + i + ".xml\"/>")
                        + "<Relationship Id=\"s\" Type=\"http://x/styles\" Target=\"/xl/styles.xml\"/>"
                        + "<Relationship Id=\"t\" Type=\"http://x/sharedStrings\" Target=\"sharedStrings.xml\"/>"
                        + "</Relationships>");
        parts.put("xl/styles.xml", styles());
        parts.put("xl/sharedStrings.xml", "<sst>" + String.join("", texts) + "</sst>");
        for (int i = 0; i < sheets.size(); i++) {
            parts.put(
                    "xl/worksheets/sheet" + i + ".xml",
                    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><worksheet><sheetData>"
                            + sheets.get(i) + "</sheetData></worksheet>");
        }
        return parts;
    }

    private String each(IntFunction<String> xml) {
        return IntStream.range(0, names.size()).mapToObj(xml).collect(Collectors.joining());
    }

    private String styles() {
        StringBuilder xml = new StringBuilder("<styleSheet><numFmts>");
        for (int i = 0; i < formats.size(); i++) {
            String code =
                    formats.get(i).replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
            xml.append(String.format(Locale.ROOT, "<numFmt numFmtId=\"%d\" formatCode=\"%s\"/>", 164 + i, code));
        }
        xml.append("</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>");
        for (int i = 0; i < formats.size(); i++) {
            xml.append(String.format(Locale.ROOT, "<xf numFmtId=\"%d\"/>", 164 + i));
        }
        return xml.append("</cellXfs></styleSheet>").toString();
    }
}
