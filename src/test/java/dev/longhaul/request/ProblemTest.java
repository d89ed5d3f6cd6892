package dev.longhaul.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTest {

    @ParameterizedTest
    @CsvSource({"413, Content Too Large", "422, Unprocessable Content", "429, Too Many Requests", "599, Error"})
    void its_title_is_the_reason_phrase_of_its_status(int status, String title) {
        assertThat(Problem.of(status, "It was \"9 GiB\".").json())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status
                        + ",\"detail\":\"It was \\\"9 GiB\\\".\"}");
    }
}
