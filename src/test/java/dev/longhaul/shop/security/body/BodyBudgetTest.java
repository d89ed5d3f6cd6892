package dev.longhaul.shop.security.body;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyBudgetTest {

    @Test
    void no_more_is_taken_than_there_is() {
        BodyBudget budget = new BodyBudget(100);

        assertThat(budget.take(60)).isTrue();
        assertThat(budget.take(60)).isFalse();
        assertThat(budget.take(40)).isTrue();
        budget.giveBack(60);
        assertThat(budget.take(60)).isTrue();
    }
}
