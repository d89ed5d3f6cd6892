package dev.longhaul.shop.reading;

import dev.longhaul.shop.file.record.FileFormat;
import dev.longhaul.shop.file.record.FileFormat.Container;
import dev.longhaul.shop.file.record.FileFormat.Kind;
import dev.longhaul.shop.file.record.TextFormat;
import dev.longhaul.shop.reading.column.ColumnReading;
import dev.longhaul.shop.reading.column.Layout;
import dev.longhaul.shop.reading.column.ReadingChoices;
import java.util.List;

/** Readings for tests that are about something else. */
public final class TestReadings {

    private TestReadings() {}

    /** A CSV file in UTF-8 whose columns are attributes. */
    public static FileReading of(List<String> header, long recordCount) {
        return new FileReading(
                new FileFormat(Container.NONE, null, Kind.TEXT, TextFormat.utf8(','), null, header, recordCount),
                Layout.PLAIN,
                header.stream().map(name -> ColumnReading.attribute(name, null)).toList(),
                ReadingChoices.NONE,
                List.of(),
                List.of());
    }
}
