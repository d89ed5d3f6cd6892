package dev.longhaul.shop.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.OperationCancelledException;
import dev.longhaul.request.BodyFormat;
import dev.longhaul.request.LongRequest;
import dev.longhaul.request.RecordingChannel;
import dev.longhaul.request.RequestOptions;
import dev.longhaul.request.TestRequests;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTest {

    @ParameterizedTest
    @CsvSource({
        "400,Bad Request",
        "401,Unauthorized",
        "403,Forbidden",
        "404,Not Found",
        "405,Method Not Allowed",
        "409,Conflict",
        "412,Precondition Failed",
        "413,Content Too Large",
        "415,Unsupported Media Type",
        "422,Unprocessable Content",
        "429,Too Many Requests",
        "500,Internal Server Error",
        "503,Service Unavailable",
        "504,Gateway Timeout",
        "599,Error 599"
    })
    void a_status_has_one_title(int status, String title) {
        assertThat(Problem.of(status, null).title()).isEqualTo(title);
    }

    @Test
    void a_document_as_text_has_every_member_and_the_id() {
        assertThat(read(Problem.of(413, "Too \"large\".").json("id-1")))
                .isEqualTo(Json.createObjectBuilder()
                        .add("type", "about:blank")
                        .add("title", "Content Too Large")
                        .add("status", 413)
                        .add("detail", "Too \"large\".")
                        .add("id", "id-1")
                        .build());
        assertThat(read(Problem.of(404, null).json("id-2"))).doesNotContainKey("detail");
    }

    @ParameterizedTest
    @CsvSource({"TIMED_OUT,504", "SHUTDOWN,503"})
    void a_request_that_waits_is_answered_with_the_same_document(Kind kind, int status) {
        var channel = new RecordingChannel(false);
        LongRequest waiting = new TestRequests(Runnable::run).on(channel, RequestOptions.of(BodyFormat.JSON));

        waiting.answer(client -> {
            throw new OperationCancelledException(CancellationReason.of(kind, "a test"));
        });

        JsonObject problem = read(channel.body());
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem.getString("title")).isEqualTo(Problem.titleOf(status));
        assertThat(problem.getString("type")).isEqualTo(Problem.of(status, null).type());
        assertThat(problem.keySet()).containsExactlyInAnyOrder("type", "title", "status", "detail");
        assertThat(channel.events()).contains("type " + Problem.CONTENT_TYPE);
    }

    private static JsonObject read(String document) {
        return Json.createReader(new StringReader(document)).readObject();
    }
}
