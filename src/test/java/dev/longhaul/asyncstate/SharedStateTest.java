package dev.longhaul.asyncstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.longhaul.cancellation.CancellationSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What readers and the owner see of a state: its value, its names, its limits, its removal. */
@ParameterizedClass
@MethodSource("dev.longhaul.asyncstate.StatePair#onEachStore")
class SharedStateTest extends StatePairContract {

    SharedStateTest(StatePair pair) {
        super(pair);
    }

    @StateType("mailing")
    public record Mailing(int sent) {}

    @StateType("mailing")
    public record OtherMailing(int sent) {}

    public record Listed(int number) {}

    public record Selfish(String text) {
        @Override
        public String text() {
            if (text.isEmpty()) {
                return text;
            }
            throw new IllegalStateException("cannot be read");
        }
    }

    @Test
    void a_state_is_found_at_once_by_its_owner_and_soon_by_every_other_node() {
        Progress progress = new Progress("reading", 7, 100L, Map.of("created", 3L, "failed", 4L), Instant.EPOCH);
        owner().create(progress, name, StateOptions.defaults());
        assertThat(owner().find(Progress.class, name)).contains(progress);

        settle();

        assertThat(other().find(Progress.class, name)).contains(progress);
        assertThat(other().contains(Progress.class, name)).isTrue();
        assertThat(other().phase(Progress.class, name)).contains(StatePhase.RUNNING);
    }

    @Test
    void a_state_that_never_was_is_not_found_anywhere() {
        assertThat(owner().find(Progress.class, name)).isEmpty();
        assertThat(other().contains(Progress.class, name)).isFalse();
        assertThat(owner().phase(Progress.class, name)).isEmpty();
        assertThat(owner().remove(Progress.class, name)).isFalse();
    }

    @Test
    void the_state_without_a_name_is_another_one() {
        owner().create(new Mailing(1), null, StateOptions.defaults());
        owner().create(new Mailing(2), name, StateOptions.defaults());
        settle();

        assertThat(other().find(Mailing.class, null)).contains(new Mailing(1));
        assertThat(other().find(Mailing.class, name)).contains(new Mailing(2));
        assertThat(owner().remove(Mailing.class, null)).isTrue();
    }

    @Test
    void an_update_is_visible_to_its_owner_at_once_and_the_last_of_many_to_every_node() {
        owner().create(Progress.of(0), name, StateOptions.defaults());
        settle();
        for (int i = 1; i <= 1_000; i++) {
            Progress updated =
                    owner().update(Progress.class, name, progress -> progress.withProcessed(progress.processed() + 1));
            assertThat(updated.processed()).isEqualTo(i);
        }
        assertThat(owner().find(Progress.class, name)).map(Progress::processed).contains(1_000L);

        settle();

        assertThat(other().find(Progress.class, name)).map(Progress::processed).contains(1_000L);
    }

    @Test
    void no_update_is_lost_when_several_threads_of_the_owner_update() throws Exception {
        owner().create(Progress.of(0), name, StateOptions.defaults());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> updates = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                updates.add(threads.submit(() -> {
                    for (int i = 0; i < 5_000; i++) {
                        owner().update(
                                        Progress.class,
                                        name,
                                        progress -> progress.withProcessed(progress.processed() + 1));
                    }
                }));
            }
            for (Future<?> update : updates) {
                update.get(30, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        settle();

        assertThat(other().find(Progress.class, name)).map(Progress::processed).contains(20_000L);
    }

    @Test
    @SuppressWarnings("NullAway") // what a function without null checks would do
    void a_function_that_throws_or_answers_null_leaves_the_earlier_value() {
        owner().create(Progress.of(5), name, StateOptions.defaults());

        assertThatIllegalStateException()
                .isThrownBy(() -> owner().update(Progress.class, name, progress -> {
                    throw new IllegalStateException("from the function");
                }))
                .withMessage("from the function");
        assertThatNullPointerException()
                .isThrownBy(() -> owner().update(Progress.class, name, progress -> null))
                .withMessageContaining(name);

        assertThat(owner().find(Progress.class, name)).contains(Progress.of(5));
    }

    @Test
    void an_update_of_a_state_that_is_not_there_is_refused_with_its_key() {
        assertThatExceptionOfType(UnknownStateException.class)
                .isThrownBy(() -> owner().update(Progress.class, name, progress -> progress))
                .satisfies(unknown -> assertThat(unknown.key()).endsWith(name));
    }

    @Test
    void all_states_of_a_type_are_listed_by_name_on_every_node() {
        owner().create(new Listed(1), "one", StateOptions.defaults());
        owner().create(new Listed(2), "two", StateOptions.defaults());
        other().create(new Listed(3), "three", StateOptions.defaults());
        owner().create(new Listed(4), "four", StateOptions.defaults());
        settle();
        owner().update(Listed.class, "two", two -> new Listed(22));
        owner().remove(Listed.class, "four");

        assertThat(owner().all(Listed.class))
                .containsExactly(
                        Map.entry("one", new Listed(1)),
                        Map.entry("three", new Listed(3)),
                        Map.entry("two", new Listed(22)));
        settle();
        assertThat(other().all(Listed.class)).isEqualTo(owner().all(Listed.class));
    }

    @Test
    void a_state_removed_by_its_owner_is_gone_and_remembered_as_removed() {
        owner().create(Progress.of(1), name, StateOptions.defaults());
        settle();

        assertThat(owner().remove(Progress.class, name)).isTrue();
        assertThat(owner().find(Progress.class, name)).isEmpty();
        assertThat(owner().remove(Progress.class, name)).isFalse();
        settle();
        settle();

        assertThat(other().find(Progress.class, name)).isEmpty();
        assertThat(other().phase(Progress.class, name)).contains(StatePhase.REMOVED);
        assertThat(owner().phase(Progress.class, name)).contains(StatePhase.REMOVED);
        assertThatExceptionOfType(UnknownStateException.class)
                .isThrownBy(() -> owner().update(Progress.class, name, progress -> progress));
    }

    @Test
    void a_state_removed_by_another_node_is_gone_for_its_owner_too_and_its_work_is_not_cancelled() {
        try (CancellationSource source = new CancellationSource()) {
            owner().create(Progress.of(1), name, StateOptions.defaults().withSource(source));
            settle();

            assertThat(other().remove(Progress.class, name)).isTrue();
            assertThat(other().contains(Progress.class, name)).isFalse();
            owner().update(Progress.class, name, progress -> Progress.of(2));
            settle();
            settle();

            assertThat(owner().find(Progress.class, name)).isEmpty();
            assertThat(owner().phase(Progress.class, name)).contains(StatePhase.REMOVED);
            assertThat(other().phase(Progress.class, name)).contains(StatePhase.REMOVED);
            assertThat(source.token().isCancellationRequested()).isFalse();
        }
    }

    @Test
    void a_removed_state_may_be_created_again_on_any_node() {
        owner().create(Progress.of(1), name, StateOptions.defaults());
        settle();
        owner().remove(Progress.class, name);
        settle();

        other().create(Progress.of(2), name, StateOptions.defaults());
        settle();

        assertThat(owner().find(Progress.class, name)).contains(Progress.of(2));
        assertThat(owner().phase(Progress.class, name)).contains(StatePhase.RUNNING);
    }

    @Test
    void a_state_removed_before_anybody_else_saw_it_is_remembered_as_removed() {
        owner().create(Progress.of(1), name, StateOptions.defaults());
        owner().remove(Progress.class, name);
        settle();

        assertThat(other().phase(Progress.class, name)).contains(StatePhase.REMOVED);
    }

    @Test
    void a_state_that_is_too_large_is_refused_with_its_key_and_the_earlier_one_stays() {
        owner().create(Progress.of(1), name, StateOptions.defaults());
        Progress large = new Progress("x".repeat(70_000), 1, null, Map.of(), Instant.EPOCH);

        assertThatExceptionOfType(StateTooLargeException.class)
                .isThrownBy(() -> owner().create(large, name, StateOptions.defaults()))
                .withMessageContaining(name)
                .withMessageContaining("65536");

        assertThat(owner().find(Progress.class, name)).contains(Progress.of(1));
    }

    @Test
    void a_value_that_grows_too_large_stays_with_its_owner_and_the_others_keep_the_earlier_one() {
        owner().create(Progress.of(1), name, StateOptions.defaults());
        settle();
        Progress large = new Progress("x".repeat(70_000), 1, null, Map.of(), Instant.EPOCH);

        owner().update(Progress.class, name, progress -> large);
        settle();
        assertThat(other().find(Progress.class, name)).contains(Progress.of(1));
        owner().update(Progress.class, name, progress -> Progress.of(3));
        settle();

        assertThat(other().find(Progress.class, name)).contains(Progress.of(3));
    }

    @Test
    void a_state_that_cannot_be_written_as_json_is_refused_with_its_key() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> owner().create(new Selfish("x"), name, StateOptions.defaults()))
                .withMessageContaining(name)
                .withMessageContaining("JSON");

        assertThat(owner().contains(Selfish.class, name)).isFalse();
    }

    @Test
    void a_type_name_that_another_class_already_uses_is_refused() {
        owner().create(new Mailing(1), name, StateOptions.defaults());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> owner().create(new OtherMailing(2), name, StateOptions.defaults()))
                .withMessageContaining("mailing")
                .withMessageContaining(OtherMailing.class.getName());
    }

    @Test
    void an_empty_name_and_one_that_is_too_long_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> owner().create(Progress.of(1), "", StateOptions.defaults()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> owner().find(Progress.class, "x".repeat(201)))
                .withMessageContaining("201");
    }
}
