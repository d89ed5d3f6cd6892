package dev.longhaul.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which of the runs that wait on a node is next. */
class TurnsTest {

    private final Map<RunId, String> starters = new HashMap<>();
    private final List<Integer> lookups = new ArrayList<>();
    private final Turns turns = new Turns(this::startersOf);

    private Map<RunId, String> startersOf(Collection<RunId> ids) {
        lookups.add(ids.size());
        return ids.stream().filter(starters::containsKey).collect(Collectors.toMap(id -> id, starters::get));
    }

    @Test
    void a_run_alone_is_next_without_a_question() {
        RunId only = enqueue("anna");

        assertThat(turns.next()).isEqualTo(only);
        assertThat(lookups).isEmpty();
    }

    @Test
    void persons_take_turns_and_the_runs_of_each_keep_their_order() {
        List<RunId> annas =
                IntStream.range(0, 4).mapToObj(each -> enqueue("anna")).toList();
        List<RunId> bens =
                IntStream.range(0, 2).mapToObj(each -> enqueue("ben")).toList();

        assertThat(starts(6))
                .containsExactly(annas.get(0), bens.get(0), annas.get(1), bens.get(1), annas.get(2), annas.get(3));
        assertThat(lookups).containsExactly(6);
    }

    @Test
    void a_person_who_comes_later_is_next_after_the_run_that_is_at_work() {
        enqueue("anna");
        enqueue("anna");
        starts(1);
        enqueue("anna");
        RunId late = enqueue("ben");

        assertThat(starts(1)).containsExactly(late);
    }

    @Test
    void a_person_whose_runs_come_one_by_one_gets_every_second_turn_and_not_each() {
        IntStream.range(0, 10).forEach(each -> enqueue("anna"));
        List<String> order = new ArrayList<>();
        for (int turn = 0; turn < 6; turn++) {
            if (!order.isEmpty() && order.get(order.size() - 1).equals("anna")) {
                enqueue("ben");
            }
            order.add(starters.get(starts(1).get(0)));
        }

        assertThat(order).containsExactly("anna", "ben", "anna", "ben", "anna", "ben");
    }

    @Test
    void a_run_that_could_not_be_claimed_costs_its_person_no_turn() {
        enqueue("anna");
        enqueue("anna");
        starts(1);
        RunId lost = enqueue("ben");
        RunId next = enqueue("ben");

        assertThat(turns.next()).as("another node is faster").isEqualTo(lost);
        assertThat(starts(1)).containsExactly(next);
    }

    @Test
    void runs_whose_starters_cannot_be_looked_up_keep_their_order() {
        Turns blind = new Turns(ids -> {
            throw new IllegalStateException("no database");
        });
        List<RunId> ids = List.of(RunId.random(), RunId.random());
        ids.forEach(blind::add);

        assertThat(List.of(blind.next(), blind.next())).isEqualTo(ids);
    }

    @Test
    void what_the_queue_refuses_is_given_up_and_if_a_task_has_taken_it_another_is() {
        RunId first = enqueue("anna");
        RunId second = enqueue("anna");
        RunId refused = enqueue("anna");
        assertThat(turns.giveUp(refused)).contains(refused);

        RunId taken = enqueue("ben");
        starts(1);
        assertThat(starts(1)).containsExactly(taken);

        assertThat(turns.giveUp(taken)).contains(second);
        assertThat(turns.giveUp(first)).isEmpty();
    }

    private RunId enqueue(String starter) {
        RunId id = RunId.random();
        starters.put(id, starter);
        turns.add(id);
        return id;
    }

    private List<RunId> starts(int count) {
        return IntStream.range(0, count)
                .mapToObj(each -> {
                    RunId next = turns.next();
                    turns.served(starters.getOrDefault(next, ""));
                    return next;
                })
                .toList();
    }
}
