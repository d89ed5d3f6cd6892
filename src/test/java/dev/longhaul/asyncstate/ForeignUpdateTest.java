package dev.longhaul.asyncstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Updates by another node than the owner, when messages are lost, late or repeated, and when the owner is lost. */
class ForeignUpdateTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final InMemoryNodes nodes = new InMemoryNodes();
    private final InMemoryStateStore store = nodes.store();
    private final StateNode ownerNode = nodes.startNode("first");
    private final AsyncState owner = ownerNode.asyncState();
    private final AsyncState other = nodes.start("second");
    private final ExecutorService callers = Executors.newCachedThreadPool();

    public record Count(long number) {
        Count plusOne() {
            return new Count(number + 1);
        }
    }

    @BeforeEach
    void create() {
        owner.create(new Count(0), null, StateOptions.defaults());
        nodes.settle();
    }

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({"1,true", "1,false", "2,true", "2,false", "3,true", "3,false", "4,true", "4,false", "6,true", "6,false"
    })
    void an_update_whose_messages_time_out_is_applied_once(int lost, boolean wereApplied) {
        store.failNext(lost, wereApplied);

        Count updated = other.update(Count.class, null, Count::plusOne);

        assertThat(updated).isEqualTo(new Count(1));
        assertThat(owner.find(Count.class, null)).contains(new Count(1));
        assertThat(other.find(Count.class, null)).contains(new Count(1));
    }

    @Test
    void a_question_that_arrives_again_is_answered_again_and_not_applied_again() {
        List<UpdateEnvelope> questions = new ArrayList<>();
        List<UpdateEnvelope> answers = new ArrayList<>();
        store.onUpdate(said -> (said.isQuestion() ? questions : answers).add(said));
        other.update(Count.class, null, Count::plusOne);
        int answered = answers.size();

        questions.forEach(ownerNode::receive);

        assertThat(owner.find(Count.class, null)).contains(new Count(1));
        assertThat(answers).hasSize(answered + 1);
        assertThat(answers.get(answered)).isEqualTo(answers.get(answered - 1));
    }

    @Test
    void a_question_that_was_taken_back_is_not_applied_when_it_arrives_late() {
        StateEnvelope state = store.readAll(Count.class.getName()).get(0);
        UpdateEnvelope open = UpdateEnvelope.open(state.instance(), "third", "first", 1);
        ownerNode.receive(open);
        ownerNode.receive(open.withdrawal(3));

        ownerNode.receive(open.write(2, 1, "{\"number\":100}"));

        assertThat(owner.find(Count.class, null)).contains(new Count(0));
    }

    @Test
    void a_value_that_was_computed_from_an_earlier_one_is_not_applied() {
        StateEnvelope state = store.readAll(Count.class.getName()).get(0);
        UpdateEnvelope open = UpdateEnvelope.open(state.instance(), "third", "first", 1);
        ownerNode.receive(open);
        owner.update(Count.class, null, Count::plusOne);

        ownerNode.receive(open.write(2, 1, "{\"number\":100}"));

        assertThat(owner.find(Count.class, null)).contains(new Count(1));
    }

    @Test
    void an_update_comes_through_although_the_owner_updates_all_the_time() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Future<Long> own = callers.submit(() -> {
            long updates = 0;
            while (!Thread.currentThread().isInterrupted()
                    && owner.find(Count.class, null).orElseThrow().number() < 1_000_000_000) {
                owner.update(Count.class, null, Count::plusOne);
                updates++;
                begun.countDown();
            }
            return updates;
        });
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        for (int i = 0; i < 10; i++) {
            other.update(Count.class, null, Count::plusOne);
        }
        other.update(Count.class, null, count -> new Count(count.number() + 1_000_000_000));

        long ownUpdates = own.get(30, TimeUnit.SECONDS);
        assertThat(owner.find(Count.class, null)).contains(new Count(1_000_000_010 + ownUpdates));
    }

    @Test
    void an_update_is_refused_by_name_of_the_owner_when_it_leaves_before_it_answers() throws Exception {
        store.hold();
        Future<Count> update = callers.submit(() -> other.update(Count.class, null, Count::plusOne));
        await().atMost(LONGEST).until(() -> store.heldCount() > 0);

        nodes.kill("first");

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> update.get(30, TimeUnit.SECONDS))
                .havingCause()
                .isInstanceOf(StateOwnedElsewhereException.class)
                .withMessageContaining("first")
                .withMessageContaining("may have applied")
                .satisfies(refused -> assertThat(((StateOwnedElsewhereException) refused).isOutcomeKnown())
                        .isFalse());
    }

    @Test
    void an_owner_that_has_left_is_not_asked_at_all() {
        nodes.kill("first");
        store.onUpdate(said -> assertThat(said).as("nothing is said").isNull());

        assertThatExceptionOfType(StateOwnedElsewhereException.class)
                .isThrownBy(() -> other.update(Count.class, null, Count::plusOne))
                .satisfies(refused -> assertThat(refused.isOutcomeKnown()).isTrue());
    }

    @Test
    void an_interrupt_does_not_end_an_update_that_is_under_way_and_stays_set() throws Exception {
        store.hold();
        CountDownLatch interrupted = new CountDownLatch(1);
        Future<Boolean> update = callers.submit(() -> {
            Thread.currentThread().interrupt();
            interrupted.countDown();
            other.update(Count.class, null, Count::plusOne);
            return Thread.interrupted();
        });
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        await().atMost(LONGEST).until(() -> store.heldCount() > 0);

        store.release();

        assertThat(update.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(owner.find(Count.class, null)).contains(new Count(1));
    }

    @Test
    void an_update_goes_to_the_newer_state_when_another_took_the_place() {
        other.update(Count.class, null, Count::plusOne);
        AsyncState third = nodes.start("third");
        third.create(new Count(100), null, StateOptions.defaults());
        nodes.settle();

        assertThat(other.update(Count.class, null, Count::plusOne)).isEqualTo(new Count(101));
        assertThat(third.find(Count.class, null)).contains(new Count(101));
    }

    @Test
    void nothing_is_kept_of_an_update_that_was_made_long_ago() {
        other.update(Count.class, null, Count::plusOne);

        nodes.elapse(Duration.ofMinutes(2));

        assertThat(other.update(Count.class, null, Count::plusOne)).isEqualTo(new Count(2));
    }
}
