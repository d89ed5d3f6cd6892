package dev.longhaul.shop.productimport.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadingParametersTest {

    @Test
    void a_repeated_key_is_a_key_of_several_columns() {
        ReadingParameters parameters = new ReadingParameters();
        parameters.keys = List.of("style", "size");

        assertThat(parameters.choices(name -> Optional.empty()).key()).isEqualTo("style,size");
    }

    @Test
    void no_key_is_the_recognised_one() {
        assertThat(new ReadingParameters().choices(name -> Optional.empty()).key())
                .isNull();
    }
}
