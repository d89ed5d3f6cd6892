package dev.longhaul.shop.productimport.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadFormTest {
    private static final String TYPE = "multipart/form-data; boundary=xYz";
    private static final String TOKEN = part("name=\"forgery-token\"", "secret");
    private static final String FILE = part("name=\"file\"; filename=\"autumn.csv\"", "sku,name\r\n1,Rosé\r\n");
    private static final String END = "--xYz--\r\n";

    @Test
    void the_fields_before_the_file_are_there_before_it_is_read() throws Exception {
        UploadForm form = UploadForm.open(TYPE, bytes(TOKEN + FILE + END));

        assertThat(form.field("forgery-token")).contains("secret");
        assertThat(form.field("other")).isEmpty();
        assertThat(form.fileName()).isEqualTo("autumn.csv");
        assertThat(form.file()).hasContent("sku,name\r\n1,Rosé\r\n");
    }

    @Test
    void as_many_columns_as_the_page_offers_can_be_chosen() throws Exception {
        StringBuilder fields = new StringBuilder(TOKEN);
        for (int i = 0; i < UploadForm.MAX_COLUMNS; i++) {
            fields.append(part("name=\"column-name." + i + "\"", "行".repeat(50)))
                    .append(part("name=\"column." + i + "\"", "price"));
        }

        UploadForm form = UploadForm.open(TYPE, bytes(fields + FILE + END));

        assertThat(form.fields()).hasSize(1 + 2 * UploadForm.MAX_COLUMNS);
        assertThat(form.field("column.299")).contains("price");
        assertThat(form.file()).hasContent("sku,name\r\n1,Rosé\r\n");
    }

    @Test
    void a_field_after_the_file_does_not_count() throws Exception {
        UploadForm form = UploadForm.open(TYPE, bytes(FILE + TOKEN + END));

        assertThat(form.field("forgery-token")).isEmpty();
    }

    @Test
    void only_the_start_of_the_body_is_read_before_the_file_is_asked_for() throws Exception {
        var endless = new SequenceInputStream(
                bytes(TOKEN + "--xYz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"big.csv\"\r\n\r\n"),
                new EndlessStream());

        UploadForm form = UploadForm.open(TYPE, endless);

        assertThat(form.file().readNBytes(3_000_000)).hasSize(3_000_000);
    }

    @Test
    void a_name_outside_ascii_is_read_as_browsers_write_it() throws Exception {
        UploadForm form = UploadForm.open(TYPE, bytes(part("name=\"file\"; filename=\"Größen – 価格.csv\"", "a") + END));

        assertThat(form.fileName()).isEqualTo("Größen – 価格.csv");
    }

    @Test
    void a_name_that_can_be_no_path_is_read_all_the_same() throws Exception {
        UploadForm form = UploadForm.open(TYPE, bytes(part("name=\"file\"; filename=\"a\0b.csv\"", "a") + END));

        assertThat(FileNames.lastPart(form.fileName())).isEqualTo("ab.csv");
    }

    @Test
    void a_field_with_a_nul_is_refused() {
        assertThatExceptionOfType(UploadRefusedException.class)
                .isThrownBy(() -> UploadForm.open(TYPE, bytes(part("name=\"start-token\"", "a\0b") + FILE + END)))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(400));
    }

    @Test
    void a_body_that_breaks_off_in_the_file_is_no_shorter_file() throws Exception {
        String whole = TOKEN + FILE;
        UploadForm form = UploadForm.open(TYPE, bytes(whole.substring(0, whole.length() - 9)));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> form.file().readAllBytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 20, 60})
    void a_body_that_breaks_off_before_the_file_is_no_form(int length) {
        assertThatThrownBy(() -> UploadForm.open(TYPE, bytes((TOKEN + FILE).substring(0, length))))
                .isInstanceOfAny(IOException.class, UploadRefusedException.class);
    }

    @Test
    void a_form_without_a_chosen_file_says_so() {
        assertRefused("no-file", TYPE, TOKEN + part("name=\"file\"; filename=\"\"", "") + END);
        assertRefused("no-file", TYPE, TOKEN + END);
    }

    @Test
    void something_else_is_no_form() {
        assertRefused("malformed-form", "text/csv", FILE);
        assertRefused("malformed-form", "multipart/form-data", FILE);
    }

    @Test
    void a_flood_of_fields_or_headers_is_refused_at_once() {
        assertRefused("malformed-form", TYPE, part("name=\"x\"", "y").repeat(100_000) + END);
        assertRefused("malformed-form", TYPE, part("name=\"x\"", "y").repeat(UploadForm.MAX_FIELDS + 1) + FILE + END);
        assertRefused("malformed-form", TYPE, part("name=\"x\"", "y".repeat(5000)) + FILE + END);
        assertRefused(
                "malformed-form", TYPE, part("name=\"x\"", "y".repeat(4000)).repeat(17) + FILE + END);
        assertRefused("malformed-form", TYPE, part("name=\"" + "x".repeat(1_000_000) + "\"", "y") + FILE + END);
    }

    private static void assertRefused(String code, String contentType, String body) {
        assertThatExceptionOfType(UploadRefusedException.class)
                .isThrownBy(() -> UploadForm.open(contentType, bytes(body)))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(code);
                    assertThat(refused.status()).isEqualTo(400);
                });
    }

    private static String part(String disposition, String content) {
        return "--xYz\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static final class EndlessStream extends InputStream {
        @Override
        public int read() {
            return 'x';
        }

        @Override
        public int read(byte[] target, int from, int length) {
            Arrays.fill(target, from, from + length, (byte) 'x');
            return length;
        }
    }
}
