package dev.longhaul.shop.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.testing.FakeRequest;
import dev.longhaul.testing.FakeResponse;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.RequestDispatcher;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class ErrorServletTest {

    private final FakeResponse response = new FakeResponse();

    @Test
    void programs_get_a_problem_document_with_an_id_and_nothing_of_the_cause() throws IOException {
        serve(error("GET", "/longhaul/api/imports/<x>", 500)
                .attribute(
                        RequestDispatcher.ERROR_EXCEPTION, new IllegalStateException("SELECT secret FROM app_user")));

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
        JsonObject problem =
                Json.createReader(new StringReader(response.body())).readObject();
        assertThat(problem.getInt("status")).isEqualTo(500);
        assertThat(problem.getString("title")).isEqualTo("Internal Server Error");
        assertThat(problem.getString("id")).hasSize(36);
        assertThat(response.body()).doesNotContain("SELECT", "Illegal", "<x>");
    }

    @Test
    void browsers_get_a_page_with_an_id_and_nothing_of_the_request() throws IOException {
        serve(error("GET", "/longhaul/imports/<script>", 404));

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(response.body())
                .contains("<h1>Not Found</h1>", "Error id", "/longhaul/assets/pico.min.css")
                .doesNotContain("<script");
    }

    @Test
    void a_reader_of_german_gets_a_german_page() throws IOException {
        serve(error("GET", "/longhaul/imports/1", 404).accepting("de-AT", "en"));

        assertThat(response.body())
                .contains("<html lang=\"de\">", "<h1>Nicht gefunden</h1>", "Fehlernummer", "Zur Startseite");
    }

    @Test
    void programs_get_english_whatever_they_accept() throws IOException {
        serve(error("GET", "/longhaul/api/imports/1", 404).accepting("de"));

        assertThat(response.body()).contains("This does not exist.");
    }

    @Test
    void an_answer_that_leaves_a_body_unread_is_the_last_of_its_connection() throws IOException {
        serve(error("POST", "/longhaul/api/imports", 413).header("Content-Length", "400000000"));

        assertThat(response.header("Connection")).isEqualTo("close");
    }

    @Test
    void errors_carry_the_same_headers_as_all_else() throws IOException {
        serve(error("GET", "/longhaul/imports/1", 404));

        assertThat(response.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe-inline");
        assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(response.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(response.header("Strict-Transport-Security")).isNull();
    }

    @Test
    void a_secure_request_is_told_to_stay_secure() {
        ResponseHeaders.set(
                new FakeRequest("GET", "/").sentTo("https", "shop.example", 443).toRequest(), response.toResponse());

        assertThat(response.header("Strict-Transport-Security")).isEqualTo("max-age=31536000");
    }

    @Test
    void an_unknown_method_is_named_as_such_where_the_server_only_denies_it() throws IOException {
        serve(error("FOO", "/longhaul/imports", 403));

        assertThat(response.status()).isEqualTo(405);
    }

    @Test
    void the_root_leads_to_the_start() throws IOException {
        serve(error("GET", "/longhaul/", 403));

        assertThat(response.status()).isEqualTo(303);
        assertThat(response.header("Location")).isEqualTo("/longhaul/imports");
    }

    @Test
    void a_status_that_is_none_becomes_500() throws IOException {
        serve(new FakeRequest("GET", "/error"));

        assertThat(response.status()).isEqualTo(500);
    }

    private void serve(FakeRequest request) throws IOException {
        new ErrorServlet().service(request.toRequest(), response.toResponse());
    }

    private static FakeRequest error(String method, String uri, int status) {
        return new FakeRequest(method, "/error")
                .attribute(RequestDispatcher.ERROR_STATUS_CODE, status)
                .attribute(RequestDispatcher.ERROR_REQUEST_URI, uri);
    }
}
