package dev.longhaul.shop.productimport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RejectLimitTest {

    @ParameterizedTest
    @CsvSource({"0,1000,0", "17,1000,17", "2%,1000,20", "2 %,149,2", "0%,1000,0", "100%,7,7", "1%,0,0"})
    void a_limit_is_a_number_or_a_share_of_the_file(String written, long recordCount, long most) {
        assertThat(RejectLimit.parse(written))
                .map(limit -> limit.mostOf(recordCount))
                .contains(most);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5%", "101%", "many", "1000000000", "%"})
    void anything_else_is_none(String written) {
        assertThat(RejectLimit.parse(written)).isEmpty();
    }
}
