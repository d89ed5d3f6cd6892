package dev.longhaul.cancellation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.longhaul.cancellation.CancelReceipt.Stage;
import dev.longhaul.cancellation.CancellationReason.Kind;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CancelReceiptTest {

    private static final CancellationReason REASON = CancellationReason.of(Kind.USER, "wrong file");
    private static final Instant DELIVERED = Instant.parse("2026-11-29T10:00:00.001Z");
    private static final Instant OBSERVED = Instant.parse("2026-11-29T10:00:00.002Z");
    private static final Instant ENDED = Instant.parse("2026-11-29T10:00:00.003Z");

    @Test
    void the_stage_is_the_highest_one_that_has_an_instant() {
        assertThat(CancelReceipt.requested(REASON).stage()).isEqualTo(Stage.REQUESTED);
        assertThat(new CancelReceipt(REASON, DELIVERED, null, null).stage()).isEqualTo(Stage.DELIVERED);
        assertThat(new CancelReceipt(REASON, DELIVERED, OBSERVED, null).stage()).isEqualTo(Stage.OBSERVED);
        assertThat(new CancelReceipt(REASON, DELIVERED, OBSERVED, ENDED).stage())
                .isEqualTo(Stage.ENDED);
    }

    @Test
    void work_that_ends_without_checking_its_token_leaves_stages_out() {
        assertThat(new CancelReceipt(REASON, null, null, ENDED).stage()).isEqualTo(Stage.ENDED);
        assertThat(new CancelReceipt(REASON, DELIVERED, null, ENDED).stage()).isEqualTo(Stage.ENDED);
    }

    @Test
    void an_observation_before_the_delivery_is_refused_with_both_instants() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new CancelReceipt(REASON, /* deliveredAt= */ OBSERVED, /* observedAt= */ DELIVERED, null))
                .withMessage("a cancel cannot be observed before it is delivered, was delivered at " + OBSERVED
                        + " and observed at " + DELIVERED);
    }
}
