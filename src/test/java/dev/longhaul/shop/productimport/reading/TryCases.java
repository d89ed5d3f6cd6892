package dev.longhaul.shop.productimport.reading;

import dev.longhaul.shop.catalog.TestCatalog;
import java.nio.file.*;
import java.util.*;

public class TryCases {
    public static void main(String[] args) throws Exception {
        TestCatalog catalog = TestCatalog.onEachDatabase().findFirst().orElseThrow();
        for (String a : args) {
            for (Path p : (Iterable<Path>)
                    (Files.isDirectory(Path.of(a))
                                    ? Files.list(Path.of(a)).sorted()
                                    : java.util.stream.Stream.of(Path.of(a)))::iterator) {
                if (p.toString().endsWith("README.md") || p.toString().endsWith(".http")) continue;
                System.out.println("==== " + p.getFileName());
                ReadShop shop = new ReadShop(catalog);
                try {
                    var r = shop.read(Files.readAllBytes(p), ReadingChoices.NONE);
                    var again = shop.read(Files.readAllBytes(p), ReadingChoices.NONE);
                    System.out.println(shop.text().lines().limit(12).collect(java.util.stream.Collectors.joining("\n"))
                            + "\n" + r.reading().layout() + " first: " + r.changes() + " second: " + again.changes()
                            + " rejects " + r.rejects().stream().limit(6).toList() + " warnings "
                            + r.warnings().stream().limit(6).toList());
                    for (var c : r.reading().columns())
                        if (c.use() != ColumnReading.Use.FIELD)
                            System.out.println(
                                    "   " + c.name() + ": " + c.use() + " " + c.suggestion() + " " + c.reason());
                    System.out.println("   notes " + r.reading().notes());
                    var ex = shop.read(shop.export(), ReadingChoices.NONE);
                    if (!ex.changes().matches("UNCHANGED=\\d+") || !ex.rejects().isEmpty())
                        System.out.println("!!!! export back: " + ex.changes() + " "
                                + ex.rejects().stream().limit(3).toList());
                } catch (dev.longhaul.shop.productimport.file.UnreadableFileException e) {
                    System.out.println("REFUSED " + e.code() + ": " + e.getMessage());
                }
            }
        }
        System.exit(0);
    }
}
