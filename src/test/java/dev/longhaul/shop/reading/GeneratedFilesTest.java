package dev.longhaul.shop.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.shop.reading.mapping.MappedRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratedFilesTest {

    private static final int RECORDS = 20_000;

    @Test
    void every_record_of_a_large_table_is_valid() throws Exception {
        assertThat(skus(GeneratedFiles.csv(RECORDS))).hasSize(RECORDS).doesNotHaveDuplicates();
    }

    @Test
    void a_large_workbook_has_the_products_of_the_table() throws Exception {
        assertThat(skus(GeneratedFiles.workbook(RECORDS))).isEqualTo(skus(GeneratedFiles.csv(RECORDS)));
    }

    private static List<String> skus(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return ReadFiles.mapped(bytes).stream()
                .map(mapped -> String.valueOf(
                        ((MappedRecord.Valid) mapped).record().key().sku()))
                .toList();
    }
}
