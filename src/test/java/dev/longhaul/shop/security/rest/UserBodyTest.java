package dev.longhaul.shop.security.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.shop.problem.InvalidRequestException;
import dev.longhaul.shop.security.Roles;
import dev.longhaul.shop.security.UserChange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserBodyTest {

    @Test
    void roles_are_enough_and_what_is_missing_is_left_as_it_is() throws IOException {
        assertThat(read("{\"roles\":[\"longhaul-viewer\"]}")).isEqualTo(change(null, null));
        assertThat(read("{\"roles\":[\"longhaul-viewer\"],\"password\":\"secret\",\"disabled\":true}"))
                .isEqualTo(change(true, "secret"));
    }

    @Test
    void an_address_is_set_left_or_removed() throws IOException {
        assertThat(read("{\"roles\":[],\"email\":\" mara@shop.example \"}").email())
                .isEqualTo("mara@shop.example");
        assertThat(read("{\"roles\":[]}").email()).isNull();
        assertThat(read("{\"roles\":[],\"email\":null}").email()).isEmpty();
    }

    @Test
    void the_password_does_not_get_into_a_log() {
        assertThat(change(false, "secret").toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | roles",
                "{\"roles\":null} | roles",
                "{\"roles\":\"longhaul-viewer\"} | roles",
                "{\"roles\":[1]} | roles",
                "{\"roles\":[],\"password\":7} | password",
                "{\"roles\":[],\"password\":null} | password",
                "{\"roles\":[],\"disabled\":\"true\"} | disabled",
                "{\"roles\":[],\"disabled\":1} | disabled",
                "{\"roles\":[],\"disabled\":null} | disabled",
                "{\"roles\":[],\"email\":7} | email",
                "{\"roles\":[],\"disable\":true} | disabled"
            })
    void anything_else_is_refused_with_the_field(String body, String field) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(field);
    }

    private static UserChange change(@Nullable Boolean disabled, @Nullable String password) {
        return new UserChange("mara", Set.of(Roles.VIEWER), disabled, null, password);
    }

    private static UserChange read(String body) throws IOException {
        return UserBody.read("mara", new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }
}
