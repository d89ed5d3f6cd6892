package dev.longhaul.shop.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaaaaaaaaaaa",
                "abababababab",
                "password1234",
                "P@ssw0rd1234",
                "passwordpassword",
                "123456789012",
                "987654321098",
                "qwertyuiopas",
                "1q2w3e4r5t6y",
                "abcdefghijkl",
                "iloveyou2026",
                "longhaul2026",
                "longhaullonghaul",
                "welcome12345",
                "administrator"
            })
    void what_a_guesser_tries_first_is_refused(String password) {
        assertThatThrownBy(() -> PasswordPolicy.check("mara", password))
                .isInstanceOfSatisfying(UserRefusedException.class, refused -> Assertions.assertThat(refused.code())
                        .isEqualTo("common"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mara.lindt1234", "MARA.LINDTmara.lindt", "2026mara.lindt!", "mara.lindt.mara.lindt"})
    void the_own_name_in_any_case_doubled_or_with_a_few_signs_is_refused(String password) {
        assertThatThrownBy(() -> PasswordPolicy.check("mara.lindt", password))
                .isInstanceOfSatisfying(UserRefusedException.class, refused -> Assertions.assertThat(refused.code())
                        .isEqualTo("own-name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "elevenchars"})
    void a_short_one_is_refused(String password) {
        assertThatThrownBy(() -> PasswordPolicy.check("mara", password)).hasMessageContaining("12 to 1000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a password for tests",
                "correct horse battery staple",
                "Zug nach Nirgendwo um acht",
                "kT9$wq2LmZx7",
                "tapir lampe urlaub",
                "пароль из нескольких слов"
            })
    void a_sentence_or_a_random_one_is_accepted(String password) {
        assertThatCode(() -> PasswordPolicy.check("mara", password)).doesNotThrowAnyException();
    }

    @Test
    void the_longest_password_is_judged_in_bounded_time() {
        String longest = "p@ssw0rd$!".repeat(100);
        long begun = System.nanoTime();
        assertThatThrownBy(() -> PasswordPolicy.check("mara", longest)).isInstanceOf(UserRefusedException.class);

        Assertions.assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
    }
}
