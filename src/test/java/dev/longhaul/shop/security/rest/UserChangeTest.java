package dev.longhaul.shop.security.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.shop.security.Roles;
import dev.longhaul.shop.security.UserAccount;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserChangeTest {

    @Test
    void roles_are_enough_and_names_unheard_of_are_ignored() throws IOException {
        assertThat(read("{\"roles\":[\"longhaul-viewer\"],\"name\":\"admin\",\"passwordHash\":\"x\"}"))
                .contains(change(false, null));
        assertThat(read("{\"roles\":[\"longhaul-viewer\"],\"password\":\"secret\",\"disabled\":true}"))
                .contains(change(true, "secret"));
    }

    @Test
    void an_address_is_set_left_or_removed() throws IOException {
        assertThat(email("{\"roles\":[],\"email\":\" mara@shop.example \"}")).isEqualTo("mara@shop.example");
        assertThat(email("{\"roles\":[]}")).isNull();
        assertThat(email("{\"roles\":[],\"email\":null}")).isEmpty();
        assertThat(read("{\"roles\":[],\"email\":7}")).isEmpty();
    }

    private static @Nullable String email(String body) throws IOException {
        return read(body).orElseThrow().account().email();
    }

    @Test
    void the_password_does_not_get_into_a_log() {
        assertThat(change(false, "secret").toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "nonsense",
                "{\"roles\":[1",
                "{}",
                "{\"roles\":null}",
                "{\"roles\":\"longhaul-viewer\"}",
                "{\"roles\":[1]}",
                "{\"roles\":[null]}",
                "{\"roles\":[],\"password\":7}",
                "{\"roles\":[],\"password\":null}"
            })
    void anything_else_is_no_user(String body) throws IOException {
        assertThat(read(body)).isEmpty();
    }

    @Test
    void a_body_larger_than_any_user_is_not_read_to_its_end() throws IOException {
        ByteArrayInputStream endless = new ByteArrayInputStream(new byte[1 << 20]);

        assertThat(UserChange.read("mara", endless)).isEmpty();
        assertThat(endless.available()).isGreaterThan(900_000);
    }

    private static UserChange change(boolean disabled, @Nullable String password) {
        return new UserChange(new UserAccount("mara", Set.of(Roles.VIEWER), disabled), password);
    }

    private static Optional<UserChange> read(String body) throws IOException {
        return UserChange.read("mara", new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }
}
