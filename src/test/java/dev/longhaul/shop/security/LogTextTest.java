package dev.longhaul.shop.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTextTest {

    @Test
    void text_from_outside_stays_on_one_line_uncoloured_and_short() {
        assertThat(LogText.of("mara")).isEqualTo("\"mara\"");
        assertThat(LogText.of("a\r\nINFO all is well\u001b[31m\u2028\u202e\"{0}"))
                .isEqualTo("\"a??INFO all is well?[31m????0?\"");
        assertThat(LogText.of("x".repeat(1_000_000))).hasSizeLessThan(110);
    }
}
