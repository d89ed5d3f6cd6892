package dev.longhaul.shop.productimport.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttachmentNameTest {
    @ParameterizedTest
    @CsvSource({
        "autumn.csv,autumn-rejects.csv",
        "no-extension,no-extension-rejects.csv",
        ".hidden,.hidden-rejects.csv",
        "Größen.csv,Gr%C3%B6%C3%9Fen-rejects.csv",
        "'a\";b=c\r\nSet-Cookie: x.csv',a%22%3Bb%3Dc%0D%0ASet-Cookie%3A%20x-rejects.csv"
    })
    void the_name_is_written_so_that_no_client_reads_more_than_a_name(String fileName, String encoded) {
        assertThat(AttachmentName.ofRejects(fileName))
                .isEqualTo("attachment; filename=\"rejects.csv\"; filename*=UTF-8''" + encoded);
    }
}
