package dev.longhaul.shop.security.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormParametersTest {

    @Test
    void names_and_values_are_read_in_their_order() throws MalformedFormException {
        var map = new FormParameters()
                .add("a=1&b=%C3%A9+x&empty=&alone&&a=2")
                .add("a=3")
                .add(null)
                .toMap();

        assertThat(map.keySet()).containsExactly("a", "b", "empty", "alone");
        assertThat(map.get("a")).containsExactly("1", "2", "3");
        assertThat(map.get("b")).containsExactly("\u00e9 x");
        assertThat(map.get("alone")).containsExactly("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%zz", "a=%", "%0=1", "a=%00", "a%00=1", "a=x\0"})
    void what_is_not_encoded_text_is_refused(String text) {
        assertThatThrownBy(() -> new FormParameters().add(text)).isInstanceOf(MalformedFormException.class);
    }

    @Test
    void parameters_beyond_any_form_are_refused() throws MalformedFormException {
        String most = "a=1&".repeat(FormParameters.MOST_PARAMETERS);

        assertThat(new FormParameters().add(most).toMap()).hasSize(1);
        assertThatThrownBy(() -> new FormParameters().add(most + "a=1")).isInstanceOf(MalformedFormException.class);
        assertThatThrownBy(() -> new FormParameters().add(most).add("a=1")).isInstanceOf(MalformedFormException.class);
        assertThatThrownBy(() -> new FormParameters().add("n".repeat(FormParameters.LONGEST_NAME + 1) + "=1"))
                .isInstanceOf(MalformedFormException.class);
    }
}
