package dev.longhaul.shop.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.testkit.SettableClock;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PasswordCheckTest {

    private static final int LIMIT = 5;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T08:00:00Z"));
    private final AtomicInteger asked = new AtomicInteger();
    private final PasswordCheck check = new PasswordCheck(
            () -> new OnePassword(asked), new BadPasswordThrottle(clock, Duration.ofMinutes(15)), LIMIT);

    @Test
    void the_right_password_is_accepted_and_says_which_store_knew_it() {
        assertThat(check.check("mara", "secret", "10.0.0.1"))
                .isEqualTo(new PasswordAnswer.Accepted("mara", Set.of(Roles.VIEWER), true));
    }

    @Test
    void after_the_limit_even_the_right_password_has_to_wait_and_is_not_looked_at() {
        guess("mara", "10.0.0.1", LIMIT);
        int before = asked.get();

        assertThat(check.check("mara", "secret", "10.0.0.1"))
                .isEqualTo(new PasswordAnswer.Throttled(Duration.ofSeconds(30)));
        assertThat(asked).hasValue(before);

        clock.advance(Duration.ofSeconds(30));
        assertThat(check.check("mara", "secret", "10.0.0.1")).isInstanceOf(PasswordAnswer.Accepted.class);
    }

    @Test
    void a_name_with_a_nul_is_refused_and_asked_of_no_store() {
        assertThat(check.check("ma\0ra", "secret", "10.0.0.1")).isInstanceOf(PasswordAnswer.Refused.class);
        assertThat(asked).hasValue(0);
    }

    @Test
    void the_same_user_from_elsewhere_and_others_from_there_do_not_wait() {
        guess("mara", "10.0.0.1", LIMIT);

        assertThat(check.check("mara", "secret", "10.0.0.2")).isInstanceOf(PasswordAnswer.Accepted.class);
        assertThat(check.check("otto", "secret", "10.0.0.1")).isInstanceOf(PasswordAnswer.Accepted.class);
    }

    @Test
    void an_address_that_tries_many_names_has_to_wait_too_and_its_own_account_does_not_help() {
        for (int name = 0; name < LIMIT * 10; name++) {
            assertThat(check.check("mara", "secret", "10.0.0.1")).isInstanceOf(PasswordAnswer.Accepted.class);
            guess("name " + name, "10.0.0.1", 1);
        }

        assertThat(check.check("otto", "secret", "10.0.0.1")).isInstanceOf(PasswordAnswer.Throttled.class);
    }

    @Test
    void a_hundred_guesses_at_once_are_not_a_hundred_free_guesses() {
        CountDownLatch go = new CountDownLatch(1);
        List<CompletableFuture<PasswordAnswer>> guesses = IntStream.range(0, 100)
                .mapToObj(index -> CompletableFuture.supplyAsync(
                        () -> {
                            awaitQuietly(go);
                            return check.check("mara", "guess " + index, "10.0.0.1");
                        },
                        command -> new Thread(command).start()))
                .toList();
        go.countDown();
        guesses.forEach(CompletableFuture::join);

        assertThat(asked).hasValue(LIMIT);
    }

    @Test
    void a_name_or_password_of_absurd_length_is_refused_unseen() {
        assertThat(check.check("m".repeat(101), "secret", "10.0.0.1")).isEqualTo(new PasswordAnswer.Refused());
        assertThat(check.check("mara", "s".repeat(1001), "10.0.0.1")).isEqualTo(new PasswordAnswer.Refused());
        assertThat(asked).hasValue(0);
    }

    private void guess(String user, String address, int times) {
        for (int time = 0; time < times; time++) {
            assertThat(check.check(user, "wrong", address)).isEqualTo(new PasswordAnswer.Refused());
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private record OnePassword(AtomicInteger asked) implements IdentityStoreHandler {

        @Override
        public CredentialValidationResult validate(Credential credential) {
            asked.incrementAndGet();
            UsernamePasswordCredential given = (UsernamePasswordCredential) credential;
            return given.compareTo(given.getCaller(), "secret")
                    ? new CredentialValidationResult(
                            UserIdentityStore.ID, given.getCaller(), null, null, Set.of(Roles.VIEWER))
                    : CredentialValidationResult.INVALID_RESULT;
        }
    }
}
