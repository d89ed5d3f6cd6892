package dev.longhaul.asyncstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

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

/** Updates of one state by several nodes. */
@ParameterizedClass
@MethodSource("dev.longhaul.asyncstate.StatePair#onEachStore")
class UpdateByAnotherNodeTest extends StatePairContract {

    UpdateByAnotherNodeTest(StatePair pair) {
        super(pair);
    }

    @Test
    void an_update_by_another_node_is_seen_by_every_node_when_it_returns() {
        owner().create(Progress.of(5), name, StateOptions.defaults());
        settle();
        owner().update(Progress.class, name, progress -> progress.withProcessed(progress.processed() + 1));

        Progress updated =
                other().update(Progress.class, name, progress -> progress.withProcessed(progress.processed() + 10));

        assertThat(updated).isEqualTo(Progress.of(5).withProcessed(16));
        assertThat(other().find(Progress.class, name)).contains(updated);
        assertThat(owner().find(Progress.class, name)).contains(updated);
        owner().update(Progress.class, name, progress -> progress.withProcessed(progress.processed() + 100));
        assertThat(other().update(Progress.class, name, progress -> progress))
                .extracting(Progress::processed)
                .isEqualTo(116L);
    }

    @Test
    void no_update_is_lost_or_applied_twice_when_threads_of_both_nodes_update() throws Exception {
        owner().create(Progress.of(0), name, StateOptions.defaults());
        settle();
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<?>> updates = new ArrayList<>();
            for (AsyncState node : List.of(owner(), other(), owner(), other(), owner(), other())) {
                updates.add(threads.submit(() -> {
                    for (int i = 0; i < 100; i++) {
                        node.update(Progress.class, name, progress -> progress.withProcessed(progress.processed() + 1));
                    }
                }));
            }
            for (Future<?> update : updates) {
                update.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(owner().find(Progress.class, name)).map(Progress::processed).contains(600L);
        settle();
        assertThat(other().find(Progress.class, name)).map(Progress::processed).contains(600L);
    }

    @Test
    @SuppressWarnings("NullAway") // what a function without null checks would do
    void a_function_on_another_node_that_throws_or_answers_null_leaves_the_earlier_value() {
        owner().create(Progress.of(5), name, StateOptions.defaults());
        settle();

        assertThatIllegalStateException()
                .isThrownBy(() -> other().update(Progress.class, name, progress -> {
                    throw new IllegalStateException("from the function");
                }))
                .withMessage("from the function");
        assertThatNullPointerException()
                .isThrownBy(() -> other().update(Progress.class, name, progress -> null))
                .withMessageContaining(name);

        assertThat(owner().find(Progress.class, name)).contains(Progress.of(5));
        assertThat(other().update(Progress.class, name, progress -> Progress.of(6)))
                .isEqualTo(Progress.of(6));
    }

    @Test
    void a_function_on_another_node_refuses_by_the_value_of_now() {
        owner().create(Progress.of(1), name, StateOptions.defaults());
        settle();
        other().update(Progress.class, name, progress -> Progress.of(0));
        owner().update(Progress.class, name, progress -> Progress.of(1));

        Progress taken = other().update(Progress.class, name, progress -> {
            if (progress.processed() == 0) {
                throw new IllegalStateException("nothing left");
            }
            return Progress.of(progress.processed() - 1);
        });

        assertThat(taken).isEqualTo(Progress.of(0));
    }

    @Test
    void an_update_on_another_node_that_is_too_large_is_refused_with_its_key_and_the_earlier_value_stays() {
        owner().create(Progress.of(1), name, StateOptions.defaults());
        settle();
        Progress large = new Progress("x".repeat(70_000), 1, null, Map.of(), Instant.EPOCH);

        assertThatExceptionOfType(StateTooLargeException.class)
                .isThrownBy(() -> other().update(Progress.class, name, progress -> large))
                .satisfies(refused -> assertThat(refused.key()).endsWith(name));

        assertThat(owner().find(Progress.class, name)).contains(Progress.of(1));
    }

    @Test
    void an_update_on_another_node_of_a_state_that_was_removed_is_refused() {
        owner().create(Progress.of(1), name, StateOptions.defaults());
        settle();
        other().update(Progress.class, name, progress -> Progress.of(2));
        owner().remove(Progress.class, name);

        assertThatExceptionOfType(UnknownStateException.class)
                .isThrownBy(() -> other().update(Progress.class, name, progress -> Progress.of(3)));
    }

    @Test
    void an_update_that_only_the_owner_may_make_is_refused_elsewhere_by_name_of_the_owner() {
        owner().create(Progress.of(5), name, StateOptions.defaults());
        settle();

        assertThat(owner().updateOwned(Progress.class, name, progress -> Progress.of(6)))
                .isEqualTo(Progress.of(6));
        assertThatExceptionOfType(StateOwnedElsewhereException.class)
                .isThrownBy(() -> other().updateOwned(Progress.class, name, progress -> Progress.of(7)))
                .satisfies(refused -> assertThat(refused.owner()).isEqualTo(ownerName()))
                .satisfies(refused -> assertThat(refused.key()).endsWith(name))
                .satisfies(refused -> assertThat(refused.isOutcomeKnown()).isTrue());
        settle();

        assertThat(other().find(Progress.class, name)).contains(Progress.of(6));
    }
}
