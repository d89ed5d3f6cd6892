package dev.longhaul.it.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.it.client.GeneratedProducts;
import dev.longhaul.it.client.ImportClient;
import dev.longhaul.it.server.OnServers;
import dev.longhaul.it.server.SharedServer;
import dev.longhaul.launcher.ServerUnderTest;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One import from upload to end by the program interface, and every way in which a file can be wrong. */
@OnServers
class ImportIT {

    private final ServerUnderTest server;

    ImportIT(SharedServer shared) {
        server = shared.ready();
    }

    static Stream<Arguments> filesThatAreRefused() {
        return Stream.of(
                Arguments.of(Named.of("empty", ""), 422, "empty"),
                Arguments.of(Named.of("only a header", "sku,name,price\n"), 422, "no record"),
                Arguments.of(Named.of("binary", "sku,name\n\u0000\u0001\u0002,x\n"), 415, "binary"),
                Arguments.of(Named.of("a program", "\u007fELF\u0001\u0001"), 415, "program"),
                Arguments.of(Named.of("a damaged zip archive", "PK\u0003\u0004\u0014"), 422, "ZIP"),
                Arguments.of(Named.of("no known column", "colour of hope,depth of sea\n1,2\n"), 422, "column"),
                Arguments.of(Named.of("an unclosed quote", "sku,name\nA1,\"Lamp\nA2,Chair\n"), 422, "quote"));
    }

    @ParameterizedTest
    @MethodSource("filesThatAreRefused")
    void a_file_that_cannot_be_read_is_refused_whole_with_one_clear_sentence(String content, int status, String word) {
        ImportClient client = ImportClient.ofAdmin(server);
        int before = client.find("?limit=200").getJsonArray("imports").size();

        HttpResponse<String> answer = client.upload("wrong.csv", content);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(ImportClient.parse(answer.body()).getString("detail")).containsIgnoringCase(word);
        assertThat(client.find("?limit=200").getJsonArray("imports")).hasSize(before);
    }

    @Test
    void what_a_file_is_its_bytes_tell_and_what_it_means_a_caller_may_choose() {
        ImportClient client = ImportClient.ofAdmin(server);
        String json = "[{\"uniq_id\":\"TYPED-1\",\"name\":\"Jar\",\"amount\":4.5,\"ean\":\"4006381333932\"}]";

        HttpResponse<String> refused = client.send(upload(client, "imports?fileName=a.json", json));
        String id = client.accepted(client.send(
                upload(client, "imports?fileName=a.json&key=uniq_id&column=amount:price&currency=CHF", json)));
        JsonObject end = client.ended(id);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("uniq_id");
        assertThat(end.getJsonObject("counts").getInt("created")).isEqualTo(1);
        JsonObject reading = ImportClient.json(client.get("imports/" + id + "/reading"));
        assertThat(reading.getString("kind")).isEqualTo("JSON");
        assertThat(reading.getString("currency")).isEqualTo("CHF");
        assertThat(reading.getJsonArray("columns")).hasSize(4);
        assertThat(client.get("imports/" + id + "/warnings").body()).contains("barcode-wrong", "4006381333932");
        assertThat(client.get("products/TYPED-1").body()).contains("CHF", "4.5");
    }

    private static HttpRequest upload(ImportClient client, String path, String json) {
        return client.request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
    }

    @Test
    void rows_that_are_wrong_are_counted_and_kept_and_the_others_are_written() {
        ImportClient client = ImportClient.ofAdmin(server);
        String rows = """
                sku,name,price
                WRONG-1,Lamp,12.50
                WRONG-2,Chair,cheap
                WRONG-3,Table,9.99,extra,cells
                WRONG-4,Shelf
                ,Nameless,1.00
                """;

        String id = client.accepted(client.upload("wrong-rows.csv", rows));
        JsonObject end = client.ended(id);
        String rejects = client.rejects(id).body();

        assertThat(end.getString("status")).isEqualTo("SUCCEEDED");
        assertThat(end.getInt("processed")).isEqualTo(5);
        assertThat(end.getJsonObject("counts").getInt("created")).isEqualTo(2);
        assertThat(end.getJsonObject("counts").getInt("failed")).isEqualTo(3);
        assertThat(rejects.lines()).hasSize(4);
        assertThat(rejects).contains("WRONG-2", "cheap", "WRONG-3", "Nameless");
    }

    @Test
    void rejects_are_read_by_reason_and_retried_by_a_changed_file_and_as_they_are() {
        ImportClient client = ImportClient.ofAdmin(server);
        String first = client.accepted(client.upload(
                "retry.csv", "sku,name,price,cost\nRETRY-1,Lamp,cheap,\nRETRY-2,Chair,,2\nRETRY-3,Sofa,free,\n"));
        client.ended(first);
        String path = "imports/" + first;

        JsonObject groups = ImportClient.json(client.get(path + "/rejects/groups"));
        assertThat(groups.getInt("left")).isEqualTo(3);
        JsonObject group = groups.getJsonArray("groups").getJsonObject(0);
        assertThat(group.getString("code")).isEqualTo("price-not-a-number");
        assertThat(group.getInt("count")).isEqualTo(2);
        assertThat(group.getInt("firstLine")).isEqualTo(2);
        JsonObject page = ImportClient.json(client.get(path + "/rejects/records?code=price-not-a-number&limit=1"));
        JsonObject following =
                ImportClient.json(client.get("imports" + page.getString("next").replaceFirst("^.*/api/imports", "")));
        assertThat(following.getJsonArray("rejects").getJsonObject(0).getString("value"))
                .isEqualTo("free");
        assertThat(following.containsKey("next")).isFalse();

        String changed = client.rejects(first).body().replace("cheap", "1.00").replace("free", "3.00");
        HttpResponse<String> started = retry(client, path, changed, "retry-" + first);
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        String retry = ImportClient.parse(started.body()).getString("id");
        assertThat(client.ended(retry).getJsonObject("counts").getInt("created"))
                .isEqualTo(2);
        assertThat(ImportClient.parse(
                                retry(client, path, changed, "retry-" + first).body())
                        .getString("id"))
                .isEqualTo(retry);
        assertThat(retry(client, path, "sku,price\nA,1\n", null).statusCode()).isEqualTo(422);

        client.ended(client.accepted(client.upload("price.csv", "sku,name,price\nRETRY-2,Chair,9\n")));
        HttpResponse<String> all = retry(client, path, "", null);
        assertThat(all.statusCode()).as(all.body()).isEqualTo(202);
        client.ended(ImportClient.parse(all.body()).getString("id"));
        JsonObject end = ImportClient.json(client.get(path + "/retries"));
        assertThat(end.getInt("left")).isZero();
        assertThat(end.getJsonArray("retries")).hasSize(2);
        assertThat(retry(client, path, "", null).statusCode()).isEqualTo(409);
        assertThat(retry(client, "imports/00000000-0000-0000-0000-000000000000", "", null)
                        .statusCode())
                .isEqualTo(404);
    }

    private static HttpResponse<String> retry(
            ImportClient client, String path, String body, @Nullable String idempotencyKey) {
        HttpRequest.Builder request = client.request(path + "/retries").header("Content-Type", "text/csv");
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        return client.send(
                request.POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    @Test
    void a_running_import_is_cancelled_and_says_how_far_it_got() {
        ImportClient client = ImportClient.ofAdmin(server);
        String id = client.accepted(client.upload("long.csv", GeneratedProducts.csv("CANCEL", 60_000)));
        client.when(id, document -> document.getInt("processed") > 0);

        HttpResponse<String> first = client.cancel(id);
        HttpResponse<String> again = client.cancel(id);
        JsonObject end = client.ended(id);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        assertThat(again.statusCode()).isIn(200, 202);
        assertThat(end.getString("status")).isEqualTo("CANCELLED");
        assertThat(end.getString("cancelledBy")).isEqualTo("admin");
        assertThat(end.getInt("processed")).isBetween(1, 59_999);
        JsonObject counts = end.getJsonObject("counts");
        assertThat(counts.getInt("created")
                        + counts.getInt("updated")
                        + counts.getInt("unchanged")
                        + counts.getInt("failed"))
                .isEqualTo(end.getInt("processed"));
        assertThat(client.cancel(id).statusCode()).isEqualTo(200);
    }

    @Test
    void a_finished_import_cannot_be_cancelled_any_more() {
        ImportClient client = ImportClient.ofAdmin(server);
        String id = client.accepted(client.upload("short.csv", "sku,name\nSHORT-1,Lamp\n"));
        client.ended(id);

        HttpResponse<String> answer = client.cancel(id);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("SUCCEEDED");
    }

    @Test
    void an_unknown_id_is_answered_as_not_found_whatever_it_looks_like() {
        ImportClient client = ImportClient.ofAdmin(server);

        for (String id : List.of("00000000-0000-4000-8000-000000000000", "1", "x'%20OR%20'1'='1")) {
            assertThat(client.get("imports/" + id).statusCode()).as(id).isEqualTo(404);
            assertThat(client.cancel(id).statusCode()).as(id).isEqualTo(404);
        }
    }

    @Test
    void a_list_has_a_limit_and_no_other_number_is_taken_for_one() {
        ImportClient client = ImportClient.ofAdmin(server);

        for (String limit : List.of("0", "-1", "1000000000", "99999999999999999999", "abc")) {
            assertThat(client.get("imports?limit=" + limit).statusCode())
                    .as(limit)
                    .isIn(400, 404);
        }
        assertThat(client.get("imports?limit=200").statusCode()).isEqualTo(200);
    }

    @Test
    void an_unchanged_import_is_answered_without_a_body() {
        ImportClient client = ImportClient.ofAdmin(server);
        String id = client.accepted(client.upload("tagged.csv", "sku,name\nTAG-1,Lamp\n"));
        client.ended(id);
        String tag = client.get("imports/" + id).headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> answer = client.send(
                client.request("imports/" + id).header("If-None-Match", tag).build());

        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void a_file_may_be_larger_than_ten_mebibytes() {
        ImportClient client = ImportClient.ofAdmin(server);
        // rows of about 1 KiB, so that the bytes count and not the database
        String id = client.accepted(client.upload("large.csv", GeneratedProducts.wideCsv("LARGE", 11_000)));

        JsonObject end = client.ended(id);

        assertThat(end.getInt("fileSizeBytes")).isGreaterThan(10 * 1024 * 1024);
        assertThat(end.getJsonObject("counts").getInt("created")).isEqualTo(11_000);
    }

    @Test
    void a_form_with_a_file_starts_an_import_too() {
        ImportClient client = ImportClient.ofAdmin(server);
        String boundary = "----longhaul";
        String form = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"form.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\nsku,name\nPLAIN-FORM-1,Lamp\n\r\n--" + boundary + "--\r\n";

        HttpResponse<String> answer = client.send(client.request("imports")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofString(form))
                .build());
        JsonObject end = client.ended(client.accepted(answer));

        assertThat(end.getString("fileName")).isEqualTo("form.csv");
        assertThat(end.getJsonObject("counts").getInt("created")).isEqualTo(1);
    }
}
