package dev.longhaul.shop.productimport.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.background.BackgroundQueues;
import dev.longhaul.background.BackgroundTaskQueue;
import dev.longhaul.cancellation.CancellationRegistration;
import dev.longhaul.cancellation.CancellationTimer;
import dev.longhaul.database.Database;
import dev.longhaul.lifecycle.ApplicationLifetime;
import dev.longhaul.request.BodyFormat;
import dev.longhaul.request.RecordingChannel;
import dev.longhaul.request.RequestOptions;
import dev.longhaul.request.TestRequests;
import dev.longhaul.settings.Settings;
import dev.longhaul.shop.audit.AuditTables;
import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.write.WriteMode;
import dev.longhaul.shop.productimport.ImportCheck;
import dev.longhaul.shop.productimport.TestImports;
import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import dev.longhaul.shop.reading.column.ReadingChoices;
import dev.longhaul.testing.Sql;
import dev.longhaul.testing.TestDatabases;
import dev.longhaul.testkit.ManualExecutor;
import dev.longhaul.testkit.ManualTimer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.bind.JsonbBuilder;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WaitingCheckTest {

    private static Database database;

    private final ManualExecutor executor = new ManualExecutor();
    private final BackgroundQueues queues = new BackgroundQueues(
            Settings.of(Map.of("longhaul.queue.checks.capacity", "1")),
            executor,
            new ApplicationLifetime(),
            failure -> {});
    private final BackgroundTaskQueue queue = queues.queue("checks");
    private final RecordingChannel client = new RecordingChannel(false);

    @BeforeAll
    static void open() {
        database = TestDatabases.h2(TestImports.SCHEMA, AuditTables.SCHEMA, CatalogTables.SCHEMA);
    }

    @Test
    void a_check_answers_from_the_queue_and_forgets_its_file() throws Exception {
        waiting(client).enqueueOn(queue);
        assertThat(client.body()).isEmpty();

        try (CancellationRegistration timer = CancellationTimer.useByDefault(new ManualTimer())) {
            assertThat(timer).isNotNull();
            executor.runAll();
        }

        assertThat(client.events())
                .contains("type application/json", "complete")
                .doesNotContain("status 500");
        assertThat(body().getInt("recordCount")).isEqualTo(1);
        assertThat(uploadCount()).isZero();
    }

    @Test
    void a_full_queue_is_answered_429_with_the_time_to_try_again() throws Exception {
        queue.enqueue("another check that waits", token -> {});

        waiting(client).enqueueOn(queue);

        assertThat(client.events())
                .contains("status 429", "Retry-After: 5", "type application/problem+json", "complete");
        assertThat(body().getString("title")).isEqualTo("Too Many Requests");
        assertThat(body().getString("detail")).isEqualTo("Too many checks are running. Try again shortly.");
        assertThat(uploadCount()).isZero();
    }

    @Test
    void a_stopping_application_is_answered_503_with_the_time_to_try_again() throws Exception {
        queues.closeIntake();

        waiting(client).enqueueOn(queue);

        assertThat(client.events()).contains("status 503", "Retry-After: 30", "complete");
        assertThat(body().getString("detail")).startsWith("This server is stopping");
        assertThat(uploadCount()).isZero();
    }

    private static WaitingCheck waiting(RecordingChannel client) throws UploadRefusedException {
        byte[] file = "sku,name\n1,Lamp\n".getBytes(StandardCharsets.UTF_8);
        ImportCheck check = TestImports.checks(database)
                .receive(
                        "a.csv",
                        new ByteArrayInputStream(file),
                        file.length,
                        "anna",
                        ReadingChoices.NONE,
                        WriteMode.BOTH);
        assertThat(uploadCount()).isEqualTo(1);
        return new WaitingCheck(
                check,
                new TestRequests(Runnable::run).on(client, RequestOptions.of(BodyFormat.JSON)),
                JsonbBuilder.create(),
                checked -> ImportCheckDocument.of(checked, null, List.of()));
    }

    private JsonObject body() {
        return Json.createReader(new StringReader(client.body())).readObject();
    }

    private static long uploadCount() {
        return Sql.on(database).withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM upload")
                .mapTo(Long.class)
                .one());
    }
}
