package dev.longhaul.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RunStatusTest {

    private static final Set<String> ALLOWED = Set.of(
            "ENQUEUED>RUNNING",
            "ENQUEUED>CANCELLED",
            "RUNNING>SUCCEEDED",
            "RUNNING>FAILED",
            "RUNNING>CANCELLING",
            "RUNNING>INTERRUPTED",
            "CANCELLING>CANCELLED",
            "CANCELLING>FAILED",
            "CANCELLING>INTERRUPTED",
            "INTERRUPTED>RUNNING",
            "INTERRUPTED>CANCELLED",
            "INTERRUPTED>PARKED",
            "PARKED>ENQUEUED",
            "PARKED>CANCELLED",
            "FAILED>ENQUEUED",
            "CANCELLED>ENQUEUED");

    static Stream<Arguments> everyPair() {
        return Stream.of(RunStatus.values())
                .flatMap(from -> Stream.of(RunStatus.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void only_the_listed_arrows_exist(RunStatus from, RunStatus to) {
        assertThat(from.mayBecome(to)).isEqualTo(ALLOWED.contains(from + ">" + to));
    }

    @Test
    void an_arrow_that_does_not_exist_is_refused_by_name() {
        assertThatThrownBy(() -> RunStatus.SUCCEEDED.reasonToBecome(RunStatus.RUNNING))
                .hasMessage("a run that is SUCCEEDED cannot become RUNNING, only []");
    }
}
