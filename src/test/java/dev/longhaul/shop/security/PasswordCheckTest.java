package dev.longhaul.shop.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.database.Database;
import dev.longhaul.shop.audit.AuditTables;
import dev.longhaul.shop.security.guessing.GuessLanes;
import dev.longhaul.shop.security.guessing.KnownBrowsers;
import dev.longhaul.shop.security.guessing.KnownClients;
import dev.longhaul.shop.security.guessing.LaneClock;
import dev.longhaul.shop.security.guessing.WaitingPlaces;
import dev.longhaul.testing.DatabaseKind;
import dev.longhaul.testing.Sql;
import dev.longhaul.testkit.SettableClock;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The rule against guessing, as the package {@code guessing} states it. */
@ParameterizedClass(name = "{0}")
@EnumSource(DatabaseKind.class)
class PasswordCheckTest {

    private static final int LIMIT = 5;
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final PasswordAnswer REFUSED = new PasswordAnswer.Refused();

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T08:00:00Z"));
    private final AtomicInteger asked = new AtomicInteger();
    /** How long each try was held; the time passes at once. */
    private final List<Duration> holds = new ArrayList<>();

    private final DatabaseKind kind;
    private Database database;
    private KnownBrowsers browsers;
    private PasswordCheck check;
    private PasswordCheck otherNode;

    PasswordCheckTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void createTables() {
        database = kind.fresh(SignInTables.SCHEMA, AuditTables.SCHEMA);
        browsers = new KnownBrowsers(database);
        check = node(this::pass);
        otherNode = node(this::pass);
    }

    @Test
    void the_right_password_is_accepted_and_says_which_store_knew_it() {
        assertThat(check.check("mara", "secret", "10.0.0.1"))
                .isEqualTo(new PasswordAnswer.Accepted("mara", Set.of(Roles.VIEWER), Optional.of("mark")));
    }

    @Test
    void a_name_with_a_nul_is_refused_and_asked_of_no_store() {
        assertThat(check.check("ma\0ra", "secret", "10.0.0.1")).isInstanceOf(PasswordAnswer.Refused.class);
        assertThat(asked).hasValue(0);
    }

    @Test
    void strangers_from_many_addresses_are_slowed_down_together_and_on_every_node() {
        for (int address = 0; address < 40; address++) {
            (address % 2 == 0 ? check : otherNode).check("mara", "guess", "10.0.0." + address);
        }

        // five free, and 35 at one in 2 s or more
        assertThat(asked).hasValue(40);
        assertThat(held()).isGreaterThan(Duration.ofSeconds(40));
    }

    @Test
    void a_right_password_from_a_new_browser_waits_for_its_turn_and_is_accepted() {
        guess("mara", "10.0.0.1", 20);
        holds.clear();

        assertThat(check.check("mara", "secret", "10.0.0.1")).isInstanceOf(PasswordAnswer.Accepted.class);
        assertThat(otherNode.check("mara", "secret", "10.0.0.2")).isInstanceOf(PasswordAnswer.Accepted.class);
        assertThat(held()).isLessThan(GuessLanes.LONGEST_HOLD);
    }

    @Test
    void a_known_browser_and_a_known_address_do_not_wait_however_many_strangers_guess() {
        String browser = browsers.remember(List.of(), "mara");
        assertThat(check.check("mara", "secret", "10.0.0.8")).isInstanceOf(PasswordAnswer.Accepted.class);
        guess("mara", "10.0.0.1", 20);
        holds.clear();

        assertThat(otherNode.check("mara", "secret", "10.0.0.1", List.of(browser)))
                .isInstanceOf(PasswordAnswer.Accepted.class);
        for (int request = 0; request < 50; request++) {
            assertThat(check.check("mara", "secret", "10.0.0.8")).isInstanceOf(PasswordAnswer.Accepted.class);
        }
        assertThat(holds).isEmpty();
    }

    @Test
    void an_address_that_tries_many_names_locks_out_no_one_behind_it() {
        String browser = browsers.remember(List.of(), "otto");
        IntStream.range(0, 12 * LIMIT).forEach(name -> guess("name " + name, "10.0.0.1", 1));
        holds.clear();

        assertThat(check.check("otto", "secret", "10.0.0.1", List.of(browser)))
                .isInstanceOf(PasswordAnswer.Accepted.class);
        assertThat(holds).isEmpty();
        assertThat(check.check("mara", "secret", "10.0.0.1")).isInstanceOf(PasswordAnswer.Accepted.class);
        assertThat(held()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_browser_that_fails_too_often_counts_as_a_stranger_and_its_failures_age_too() {
        String browser = browsers.remember(List.of(), "mara");
        guess("mara", "10.0.0.1", LIMIT); // the free ones of strangers
        for (int guess = 0; guess < LIMIT; guess++) {
            assertThat(check.check("mara", "wrong", "10.0.0.2", List.of(browser)))
                    .isEqualTo(REFUSED);
        }
        assertThat(holds).isEmpty();

        guess("mara", "10.0.0.2", 1); // takes the next turn
        check.check("mara", "wrong", "10.0.0.2", List.of(browser));
        assertThat(held()).isPositive();

        holds.clear();
        clock.advance(WINDOW);
        check.check("mara", "wrong", "10.0.0.2", List.of(browser));
        assertThat(holds).isEmpty();
    }

    @Test
    void the_browser_of_one_user_helps_with_no_other() {
        String browser = browsers.remember(List.of(), "mallory");
        for (int guess = 0; guess < 20; guess++) {
            check.check("mara", "wrong", "10.0.0.1", List.of(browser));
        }

        assertThat(held()).isGreaterThan(Duration.ofSeconds(10));
    }

    @Test
    void forty_guesses_at_once_are_not_forty_free_guesses() {
        CountDownLatch turn = new CountDownLatch(1);
        PasswordCheck waiting = node(time -> turn.await());
        CountDownLatch go = new CountDownLatch(1);
        List<CompletableFuture<PasswordAnswer>> guesses = IntStream.range(0, 40)
                .mapToObj(index -> CompletableFuture.supplyAsync(
                        () -> {
                            awaitQuietly(go);
                            return waiting.check("mara", "guess " + index, "10.0.0." + index % 20);
                        },
                        command -> new Thread(command).start()))
                .toList();
        go.countDown();
        // all but those that are held are answered
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> guesses.stream().filter(CompletableFuture::isDone).count() >= 40 - WaitingPlaces.COUNT);

        int judged = asked.get();
        turn.countDown();
        guesses.forEach(CompletableFuture::join);
        // on a slow machine turns come while the guesses do
        assertThat(judged).isBetween(LIMIT, 3 * LIMIT);
        assertThat(asked.get() - judged).isLessThanOrEqualTo(WaitingPlaces.COUNT);
    }

    @Test
    void where_no_more_requests_may_be_held_a_try_keeps_its_turn_and_comes_back() {
        guess("mara", "10.0.0.1", LIMIT + 1);
        WaitingPlaces full = new WaitingPlaces(this::pass);
        IntStream.range(0, WaitingPlaces.COUNT).forEach(place -> full.take());
        PasswordCheck crowded = node(full);

        PasswordAnswer sentAway = crowded.check("mara", "secret", "10.0.0.2");
        assertThat(sentAway).isInstanceOf(PasswordAnswer.Throttled.class);
        LaneClock.advance(database, ((PasswordAnswer.Throttled) sentAway).retryAfter());

        assertThat(crowded.check("mara", "secret", "10.0.0.2")).isInstanceOf(PasswordAnswer.Accepted.class);
    }

    @Test
    void a_try_that_has_to_wait_is_not_looked_at_before() {
        PasswordCheck interrupted = node(time -> {
            throw new InterruptedException();
        });
        guess("mara", "10.0.0.1", LIMIT + 1);
        int before = asked.get();

        assertThat(interrupted.check("mara", "secret", "10.0.0.2")).isInstanceOf(PasswordAnswer.Throttled.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(asked).hasValue(before);
    }

    @Test
    void a_name_or_password_of_absurd_length_is_refused_unseen() {
        assertThat(check.check("m".repeat(101), "secret", "10.0.0.1")).isEqualTo(REFUSED);
        assertThat(check.check("mara", "s".repeat(1001), "10.0.0.1")).isEqualTo(REFUSED);
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

    private PasswordCheck node(WaitingPlaces.Pause pause) {
        return node(new WaitingPlaces(pause));
    }

    private PasswordCheck node(WaitingPlaces places) {
        return new PasswordCheck(
                () -> new OnePassword(asked),
                new KnownClients(browsers, clock, LIMIT, WINDOW),
                new GuessLanes(database, LIMIT, WINDOW),
                places,
                AuditTables.trail(database));
    }

    private void pass(Duration time) {
        holds.add(time);
        LaneClock.advance(database, time);
    }

    private Duration held() {
        return holds.stream().reduce(Duration.ZERO, Duration::plus);
    }

    private void guess(String user, String address, int times) {
        for (int time = 0; time < times; time++) {
            assertThat(check.check(user, "wrong", address)).isEqualTo(REFUSED);
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
