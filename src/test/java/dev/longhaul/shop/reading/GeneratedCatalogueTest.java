package dev.longhaul.shop.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.shop.catalog.TestCatalog;
import dev.longhaul.shop.reading.column.ReadingChoices;
import dev.longhaul.shop.reading.mapping.MappedRecord;
import dev.longhaul.shop.reading.sample.CatalogueFacts;
import dev.longhaul.shop.reading.sample.SampleFile;
import dev.longhaul.shop.reading.sample.SampleFormat;
import dev.longhaul.shop.reading.sample.SampleLayout;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One catalogue as each shop and program would write it: each file gives it back, and its export changes nothing. */
@Execution(ExecutionMode.SAME_THREAD)
class GeneratedCatalogueTest {

    private static final TestCatalog CATALOG =
            TestCatalog.onEachDatabase().findFirst().orElseThrow();
    private static final int DIFFERENCES_SHOWN = 12;

    static Stream<SampleFile> files() {
        Stream<SampleFile> layouts =
                SampleLayout.ALL.stream().map(layout -> new SampleFile(layout, SampleFormat.COMMA));
        Stream<SampleFile> crossings = Stream.of(
                new SampleFile(SampleLayout.GOOGLE, SampleFormat.FEED),
                new SampleFile(SampleLayout.GOOGLE, SampleFormat.TAB),
                new SampleFile(SampleLayout.SHOPWARE, SampleFormat.SEMICOLON),
                new SampleFile(SampleLayout.PRESTASHOP, SampleFormat.SEMICOLON),
                new SampleFile(SampleLayout.SHOPIFY, SampleFormat.WORKBOOK),
                new SampleFile(SampleLayout.WOOCOMMERCE, SampleFormat.UTF_8_MARK),
                new SampleFile(SampleLayout.MAGENTO, SampleFormat.WINDOWS_1252),
                new SampleFile(SampleLayout.MEDUSA, SampleFormat.JSON),
                new SampleFile(SampleLayout.PLAIN, SampleFormat.WINDOWS_1252),
                new SampleFile(SampleLayout.OWN, SampleFormat.WINDOWS_1252),
                new SampleFile(SampleLayout.PLAIN, SampleFormat.WORKBOOK),
                new SampleFile(SampleLayout.OWN, SampleFormat.JSON_LINES),
                new SampleFile(SampleLayout.OWN, SampleFormat.UTF_16LE));
        return Stream.concat(layouts, crossings);
    }

    /** The formats of the layouts that any program writes, apart from the one that is imported above. */
    static Stream<SampleFile> formats() {
        Set<SampleFormat> others =
                EnumSet.complementOf(EnumSet.of(SampleFormat.COMMA, SampleFormat.FEED, SampleFormat.WINDOWS_1252));
        return Stream.of(SampleLayout.PLAIN, SampleLayout.OWN)
                .flatMap(layout -> others.stream().map(format -> new SampleFile(layout, format)));
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_file_gives_the_catalogue_back_and_its_export_changes_nothing(SampleFile file) throws Exception {
        ReadShop shop = new ReadShop(CATALOG);

        ReadShop.Result result = shop.read(file.bytes(), ReadingChoices.NONE);

        assertThat(result.rejects()).isEmpty();
        assertThat(differences(file.facts(), CatalogueFacts.stored(file.layout(), shop.products())))
                .isEmpty();
        assertThat(result.warnings()).isEmpty();
        ReadShop.Result exported = shop.read(shop.export(), ReadingChoices.NONE);
        assertThat(exported.rejects()).isEmpty();
        assertThat(exported.changes()).matches("UNCHANGED=\\d+");
    }

    /** An import does what its records say, so equal records make equal catalogues. */
    @ParameterizedTest
    @MethodSource("formats")
    void every_format_gives_the_records_of_the_comma_separated_file(SampleFile file) throws Exception {
        List<MappedRecord> separated = ReadFiles.mapped(new SampleFile(file.layout(), SampleFormat.COMMA).bytes());

        List<MappedRecord> found = ReadFiles.mapped(file.bytes());

        assertThat(found).hasSameSizeAs(separated);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i)).as("record %d", i + 1).isEqualTo(separated.get(i));
        }
    }

    /** The first facts of which one side has another or none. */
    private static List<String> differences(SortedMap<String, String> expected, SortedMap<String, String> found) {
        List<String> differences = new ArrayList<>();
        SortedMap<String, String> all = new TreeMap<>(found);
        all.putAll(expected);
        for (String fact : all.keySet()) {
            String before = expected.get(fact);
            String after = found.get(fact);
            if (differences.size() < DIFFERENCES_SHOWN
                    && !String.valueOf(before).equals(after)) {
                differences.add(fact + ": expected " + before + ", found " + after);
            }
        }
        return differences;
    }
}
