package dev.longhaul.shop.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is answered to bodies that are not what an endpoint describes. */
class JsonBodyTest {

    @Test
    void members_are_read_by_their_type() throws IOException {
        JsonBody body = read("{\"text\":\"a\",\"flag\":true,\"number\":-7,\"list\":[\"a\",\"b\"]} \n");

        assertThat(body.string("text")).contains("a");
        assertThat(body.flag("flag")).contains(true);
        assertThat(body.number("number")).contains(-7);
        assertThat(body.strings("list")).contains(List.of("a", "b"));
        assertThat(read("{}").string("text")).isEmpty();
        assertThatThrownBy(() -> body.flag("text")).hasMessageContaining("\"text\" must be true or false");
    }

    static Stream<String> malformed() {
        return Stream.of(
                "",
                " ",
                "null",
                "[]",
                "\"text\"",
                "nonsense",
                "{",
                "{\"text\"",
                "{\"text\":",
                "{\"text\":\"a\"",
                "{\"text\":\"a\",}",
                "{\"list\":[\"a\"",
                "{\"text\":\"a\"} x",
                "{\"text\":\"a\"}{}",
                "\uFEFF{\"text\":\"a\"}",
                "{'text':'a'}",
                "{\"text\":\"a\",\"text\":\"b\"}",
                "{\"unknown\":1}",
                "{\"text\":" + "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_001),
                "{\"list\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}",
                "[".repeat(30_000),
                "{\"number\":" + "9".repeat(60_000) + "}",
                "{\"number\":1e999999999}",
                "{\"number\":1.0}",
                "{\"text\":NaN}",
                "{\"text\":\"\t\"}");
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void anything_else_is_answered_400_with_a_sentence(String body) {
        InvalidRequestException refused = catchThrowableOfType(InvalidRequestException.class, () -> read(body));

        assertThat(refused).isNotNull();
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.getMessage()).hasSizeBetween(10, 200);
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused() {
        byte[] latin = "{\"text\":\"ü\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> JsonBody.read(new ByteArrayInputStream(latin), Set.of("text")))
                .hasMessageContaining("UTF-8");
    }

    @Test
    void a_body_larger_than_any_that_is_expected_is_not_read_to_its_end() {
        ByteArrayInputStream endless = new ByteArrayInputStream(new byte[1 << 20]);

        InvalidRequestException refused =
                catchThrowableOfType(InvalidRequestException.class, () -> JsonBody.read(endless, Set.of("text")));

        assertThat(refused.status()).isEqualTo(413);
        assertThat(endless.available()).isGreaterThan(900_000);
    }

    private static JsonBody read(String body) throws IOException {
        return JsonBody.read(
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
                Set.of("text", "flag", "number", "list"));
    }
}
