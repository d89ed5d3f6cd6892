package dev.longhaul.shop.productimport.upload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {

    @ParameterizedTest
    @CsvSource({
        "products.csv,products.csv",
        "../../etc/passwd,passwd",
        "C:\\Users\\anna\\Preise März.csv,Preise März.csv",
        "a/..,..",
        "/,upload.csv",
        "'  ',upload.csv"
    })
    void only_the_last_part_of_a_name_is_kept(String name, String kept) {
        assertThat(FileNames.lastPart(name)).isEqualTo(kept);
    }

    @Test
    void nothing_that_splits_a_line_or_turns_the_text_around_is_kept() {
        assertThat(FileNames.lastPart("a\r\nSet-Cookie: x\u0000\u202Egpj.csv")).isEqualTo("aSet-Cookie: xgpj.csv");
    }

    @Test
    void a_long_name_is_cut_between_characters() {
        assertThat(FileNames.lastPart("\uD83D\uDE00".repeat(300))).isEqualTo("\uD83D\uDE00".repeat(200));
    }
}
