package dev.longhaul.shop.reading;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Large files of products, each record valid and of a product of its own. The caller deletes them. */
final class GeneratedFiles {

    private GeneratedFiles() {}

    static Path csv(int records) throws IOException {
        Path file = Files.createTempFile("products", ".csv");
        try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            write(output, "sku,name,price,quantity,vendor,description\n");
            for (int i = 1; i <= records; i++) {
                write(
                        output,
                        "SKU-" + i + ",Product number " + i + "," + i % 1000 + ".99," + i % 50 + ",Vendor " + i % 200
                                + ",\"Sturdy, for the garden\"\n");
            }
        }
        return file;
    }

    /** The text of a SKU and of a name is in the table of shared texts, each another one. */
    static Path workbook(int rows) throws IOException {
        Path file = Files.createTempFile("products", ".xlsx");
        try (ZipOutputStream zip =
                new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
            part(zip, "[Content_Types].xml", "<Types/>", 0, i -> "", "");
            part(
                    zip,
                    "xl/workbook.xml",
                    "<workbook xmlns:r=\"urn:r\"><sheets><sheet name=\"Products\" sheetId=\"1\" r:id=\"rId1\"/></sheets>",
                    0,
                    i -> "",
                    "</workbook>");
            part(
                    zip,
                    "xl/_rels/workbook.xml.rels",
                    "<Relationships>"
                            + "<Relationship Id=\"rId1\" Type=\"http://x/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                            + "<Relationship Id=\"t\" Type=\"http://x/sharedStrings\" Target=\"sharedStrings.xml\"/>",
                    0,
                    i -> "",
                    "</Relationships>");
            part(
                    zip,
                    "xl/sharedStrings.xml",
                    "<sst><si><t>sku</t></si><si><t>name</t></si><si><t>price</t></si><si><t>quantity</t></si>",
                    rows,
                    i -> "<si><t>SKU-" + i + "</t></si><si><t>Product number " + i + "</t></si>",
                    "</sst>");
            part(
                    zip,
                    "xl/worksheets/sheet1.xml",
                    "<worksheet><sheetData><row r=\"1\">" + text(0) + text(1) + text(2) + text(3) + "</row>",
                    rows,
                    i -> "<row r=\"" + (i + 1) + "\">" + text(2 * i + 2) + text(2 * i + 3) + "<c><v>" + i % 1000
                            + ".99</v></c><c><v>" + i % 50 + "</v></c></row>",
                    "</sheetData></worksheet>");
        }
        return file;
    }

    private static String text(int index) {
        return "<c t=\"s\"><v>" + index + "</v></c>";
    }

    private static void part(
            ZipOutputStream zip, String name, String start, int count, IntFunction<String> each, String end)
            throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        write(zip, start);
        for (int i = 1; i <= count; i++) {
            write(zip, each.apply(i));
        }
        write(zip, end);
        zip.closeEntry();
    }

    private static void write(OutputStream output, String text) throws IOException {
        output.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
