package dev.longhaul.shop.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.shop.catalog.table.Column;
import dev.longhaul.shop.catalog.table.ProductField;
import dev.longhaul.shop.catalog.table.VariantField;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What it takes to add a column, shown by columns that exist: a migration script, the script's name in
 * {@code CatalogTables}, a constant of the table's enum, its constant in the import's {@code ProductColumn}, the names
 * under which files bring it, and its name on the page in each language. Everything else loops over the constants, as
 * {@code ColumnTripTest} shows.
 */
class NewColumnTest {

    private static final Path MAIN = Path.of("src/main");

    /** Files to import, which users download. */
    private static final Path SAMPLES = MAIN.resolve("webapp/samples");

    static List<Arguments> columns() {
        return List.of(
                Arguments.of(ProductField.VENDOR, "V1__products.sql", "ProductField.java"),
                Arguments.of(VariantField.TAX_CLASS, "V2__model.sql", "VariantField.java"));
    }

    @ParameterizedTest
    @MethodSource("columns")
    void a_column_is_named_by_its_script_its_enum_and_the_tables_of_names_only(
            Column column, String script, String fields) throws IOException {
        Set<String> files = new TreeSet<>(filesWith(column.sqlName()));
        files.addAll(filesWith(column.sqlName().replace('_', '-')));

        assertThat(files)
                .containsExactlyInAnyOrder(
                        script,
                        fields,
                        "ProductColumn.java",
                        "column-names.properties",
                        "messages.properties",
                        "messages_de.properties");
    }

    @Test
    void a_script_is_listed_in_one_file() throws IOException {
        assertThat(filesWith("V1__products")).containsExactly("CatalogTables.java");
    }

    /**
     * Names of all sources of the application, the page and its messages included, that contain the word in any case.
     */
    private static List<String> filesWith(String word) throws IOException {
        try (Stream<Path> files = Files.walk(MAIN)) {
            return files.filter(file -> Files.isRegularFile(file) && !file.startsWith(SAMPLES))
                    .filter(file -> text(file).toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT)))
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    // every byte is a character of this encoding, so images are read, too
    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
