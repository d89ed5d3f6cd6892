package dev.longhaul.shop.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.database.Database;
import dev.longhaul.shop.audit.AuditTables;
import dev.longhaul.testing.Sql;
import dev.longhaul.testing.TestDatabases;
import dev.longhaul.testkit.SettableClock;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
    private final Database database = TestDatabases.h2(AuditTables.SCHEMA);
    private final PasswordCheck check = new PasswordCheck(
            () -> new OnePassword(asked),
            new BadPasswordThrottle(clock, Duration.ofMinutes(15)),
            LIMIT,
            AuditTables.trail(database));

    @Test
    void the_right_password_is_accepted_and_says_which_store_knew_it() {
        assertThat(check.check("mara", "secret", "10.0.0.1"))
                .isEqualTo(new PasswordAnswer.Accepted("mara", Set.of(Roles.VIEWER), Optional.of("mark")));
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

    @Test
    void failures_are_recorded_once_for_each_name_and_address_and_counted_from_then_on() {
        guess("mara", "10.0.0.1", LIMIT);
        guess("mara", "10.0.0.2", 1);

        assertThat(AuditTables.lines(database)).containsExactly("sign-in-failed mara x1", "sign-in-failed mara x1");
    }

    @Test
    void a_failure_that_cannot_be_recorded_is_not_answered_as_if_nothing_were_wrong() {
        Sql.on(database).useHandle(handle -> handle.execute("DROP TABLE audit_line"));

        assertThatThrownBy(() -> check.check("mara", "wrong", "10.0.0.1")).isInstanceOf(RuntimeException.class);
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
                            UserIdentityStore.ID, given.getCaller(), null, "mark", Set.of(Roles.VIEWER))
                    : CredentialValidationResult.INVALID_RESULT;
        }
    }
}
