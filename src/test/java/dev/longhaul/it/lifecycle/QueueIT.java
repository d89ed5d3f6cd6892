package dev.longhaul.it.lifecycle;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.longhaul.it.client.Caller;
import dev.longhaul.it.client.GeneratedProducts;
import dev.longhaul.it.client.ImportClient;
import dev.longhaul.it.client.People;
import dev.longhaul.it.lifecycle.QueueProbe.Note;
import dev.longhaul.it.server.OnEachKind;
import dev.longhaul.launcher.BuildPaths;
import dev.longhaul.launcher.ServerDatabase;
import dev.longhaul.launcher.ServerKind;
import dev.longhaul.launcher.ServerOptions;
import dev.longhaul.launcher.ServerUnderTest;
import dev.longhaul.shop.security.Roles;
import dev.longhaul.testing.Figures;
import dev.longhaul.testing.SmtpServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Queues, timed tasks, notification and every way to stop, in a server of this class's own, because its tests end it.
 * Beside Longhaul runs the application of {@code dev.longhaul.it.probe}.
 */
@OnEachKind
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // before each kind
class QueueIT {

    private static final Duration GRACE =
            Duration.ofSeconds(Integer.getInteger("longhaul.it.shutdown-grace-seconds", 3));
    private static final Duration STOP_WITHIN = GRACE.plusSeconds(60);
    /** Well before the grace is over. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    /** For a machine that does other work, too. */
    private static final Duration ROOM = Duration.ofSeconds(10);

    private static final Duration RETENTION = Duration.ofSeconds(15);

    /** Each way in which an application ends. */
    enum Trigger {
        UNDEPLOY,
        REDEPLOY,
        SIGTERM,
        /** CLI shutdown with a suspend before it, or stop-domain. */
        COMMAND
    }

    @Parameter
    ServerKind kind;

    private ServerUnderTest server;
    private QueueProbe probe;
    private SmtpServer mail;

    @BeforeParameterizedClassInvocation
    void make_a_server_of_its_own() throws IOException {
        mail = new SmtpServer();
        probeIsThere = false;
        String name = kind.name().toLowerCase(Locale.ROOT) + "-queue";
        Path notes = BuildPaths.workOf(name + ".notes");
        server = kind.server(ServerOptions.of(name, kind.freePort(), ServerDatabase.h2())
                .withJvmOptions(ServerOptions.SHORT_LIVED)
                .withScript("mail")
                .withProperty("longhaul.mail.host", "127.0.0.1")
                .withProperty("longhaul.mail.port", Integer.toString(mail.port()))
                .withProperty("longhaul.mail.from", "longhaul@shop.example")
                .withProperty("longhaul.context-root", "/shop")
                .withProperty("longhaul.public.address", "https://shop.example/shop")
                .withProperty("longhaul.retention.finished-imports", RETENTION.toSeconds() + "s")
                .withProperty("longhaul.retention.interval", "1s")
                .withProperty("longhaul.shutdown.grace", GRACE.toSeconds() + "s")
                .withProperty("longhaul.queue.small.capacity", "1")
                .withProperty("longhaul.queue.order.capacity", "100000")
                .withProperty("longhaul.queue.wide.concurrency", "24")
                .withProperty("longhaul.probe.notes", notes.toString()));
        probe = new QueueProbe(server, notes);
        Files.deleteIfExists(notes);
    }

    private boolean probeIsThere;

    @BeforeEach
    void ready() {
        if (!server.process().isAlive()) {
            server.startAndAwaitReady();
        }
        if (!probeIsThere) {
            probe.deploy();
            probeIsThere = true;
        }
        // deployed after Longhaul, whose word a start waits for
        probe.awaitReady();
    }

    @AfterParameterizedClassInvocation
    void end() {
        server.close();
        mail.close();
    }

    @Test
    void the_application_works_under_another_path_than_its_own() {
        mara();
        Caller nobody = Caller.nobody(server);

        HttpResponse<String> led = nobody.get("/imports");
        assertThat(led.headers().firstValue("Location")).contains("/shop/sign-in");
        HttpResponse<String> page = nobody.get("/sign-in");
        assertThat(page.body()).contains("action=\"/shop/sign-in\"").doesNotContain("\"/longhaul");
        HttpResponse<String> signedIn = nobody.signIn("mara", People.PASSWORD, "");
        assertThat(signedIn.headers().firstValue("Location")).contains("/shop/imports");
        assertThat(signedIn.headers().allValues("Set-Cookie"))
                .allSatisfy(cookie -> assertThat(cookie).startsWith("shop-").contains("; Path=/shop;"));
        HttpResponse<String> imports =
                nobody.with("Cookie", Caller.cookie(signedIn, "shop-sign-in")).get("/imports");
        assertThat(imports.statusCode()).isEqualTo(200);
        assertThat(imports.body()).doesNotContain("\"/longhaul");
        Matcher asset =
                Pattern.compile("(?:href|src)=\"/shop(/assets/[^\"]+)\"").matcher(imports.body());
        assertThat(asset.results().map(found -> found.group(1)).distinct())
                .isNotEmpty()
                .allSatisfy(path -> assertThat(nobody.get(path).statusCode()).isEqualTo(200));
    }

    @Test
    void an_object_of_the_request_that_a_task_captured_is_refused_by_name() {
        assertThat(probe.get("check/captured").lines()).hasSize(5).allMatch(line -> line.endsWith(" refused"));
    }

    @Test
    void what_the_queue_cannot_find_fails_when_the_task_reads_it() {
        String seen = probe.get("check/hidden");

        Figures.note(server.options().name() + ", read behind what a task captured: " + seen);
        assertThat(seen.lines()).hasSize(3);
    }

    @Test
    void each_task_has_a_request_context_of_its_own_that_ends_with_it() {
        assertThat(probe.get("check/request-context")).isEqualTo("own true, not the caller's true, left 0");
    }

    @Test
    void a_task_has_no_transaction_of_its_caller_or_of_the_task_before_it() {
        assertThat(probe.get("check/transaction")).isEqualTo("[6, 6] SUCCEEDED FAILED SUCCEEDED");
    }

    @ParameterizedTest
    @CsvSource({"check/full, 429, 5", "check/closed, 503, 30"})
    void a_refusal_is_answered_with_when_to_ask_again(String path, int status, String seconds) {
        HttpResponse<String> answer = probe.answer(path);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Retry-After")).contains(seconds);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    }

    @Test
    void a_thousand_throwing_tasks_are_recorded_and_the_queue_is_empty() {
        assertThat(probe.get("check/throwing")).isEqualTo("depth 0, failed 1000, announced 1000, last SUCCEEDED");
    }

    @Test
    void a_hundred_thousand_tasks_from_eight_threads_keep_their_order_one_at_a_time() {
        assertThat(probe.get("check/order")).isEqualTo("all true, in order true, most at once 1");
    }

    /**
     * One small round; the figures of {@code longhaul.it.queue-benchmark=true} need a machine that does nothing else.
     */
    @Test
    void the_queue_beside_a_bare_executor() {
        boolean large = Boolean.getBoolean("longhaul.it.queue-benchmark");

        String measured = probe.get(large ? "benchmark" : "benchmark?rounds=1&tasks=1000");

        Figures.note(server.options().name() + "\n" + measured);
        assertThat(measured.lines().map(line -> line.replaceAll("[0-9]+([.,][0-9]+)?", "#")))
                .containsExactly(
                        "queue: median # tasks/s (# to #), hand-off p# # us (# to #)",
                        "managed executor: median # tasks/s (# to #), hand-off p# # us (# to #)",
                        "pool of one thread: median # tasks/s (# to #), hand-off p# # us (# to #)");
    }

    @Test
    void a_queue_is_as_wide_as_its_setting_says_on_any_machine() {
        assertThat(probe.get("check/wide")).isEqualTo("24 met");
    }

    @Test
    void the_person_who_started_an_import_gets_one_mail_when_it_ends_and_it_is_cleared_after_its_time() {
        ImportClient mara = mara();

        String id = mara.accepted(mara.upload("lamps.csv", "sku,name\nMAIL-1,Lamp\n"));
        mara.ended(id);

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !mailsAbout(id)
                .isEmpty());
        assertThat(mailsAbout(id)).singleElement().satisfies(message -> {
            assertThat(message.recipient()).isEqualTo("mara@shop.example");
            assertThat(message.content())
                    .contains(
                            "Subject: Import of lamps.csv has succeeded",
                            "created: 1",
                            "https://shop.example/shop/imports/" + id);
        });
        Awaitility.await()
                .atMost(RETENTION.plusSeconds(20))
                .until(() -> mara.get("imports/" + id).statusCode() == 404);
        assertThat(mailsAbout(id)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Trigger.class)
    void a_stop_tells_what_listens_names_what_does_not_and_reports_what_waited(Trigger trigger) throws Exception {
        int before = probe.notes().size();
        int mailsBefore = mail.messages().size();
        probe.post("stop/listening");
        probe.post("stop/ignoring");
        probe.post("stop/timed");
        Optional<String> waitingImport =
                trigger == Trigger.SIGTERM ? Optional.of(secondOfTwoImports()) : Optional.empty();
        for (String begun : List.of("listening begun", "ignoring begun", "timed begun")) {
            probe.awaitNote(begun, before);
        }
        // last, because it must not end before the stop
        CountDownLatch never = new CountDownLatch(1);
        mail.beforeTaking(message -> pace(never));
        probe.post("mailing");
        Awaitility.await().until(() -> mailsOfMailing(mailsBefore).size() > 20);
        String logBefore = log();

        long pulled = System.currentTimeMillis();
        pull(trigger);
        long took = System.currentTimeMillis() - pulled;

        List<Note> notes = probe.notes().subList(before, probe.notes().size());
        long told = millisOf(notes, "application told");
        long listening = millisOf(notes, "listening saw SHUTDOWN") - told;
        long named = millisOf(notes, "ignoring is ORPHANED") - told;
        long mailing = notes.stream()
                        .filter(note -> note.event().startsWith("mailing sent"))
                        .findFirst()
                        .orElseThrow()
                        .millis()
                - told;
        long stopped = millisOf(notes, "application stopped") - told;
        long lastTimed = notes.stream()
                        .filter(note -> note.event().equals("timed begun"))
                        .mapToLong(Note::millis)
                        .filter(at -> at <= told + stopped)
                        .max()
                        .orElseThrow()
                - told;
        Figures.note(String.format(
                "%s %s, ms: told after %d; since then listening ended %d, ignoring named %d, queued reported %d, timed last"
                        + " begun %d, mailing ended %d (%d sent), sequence over %d; whole stop %d",
                server.options().name(),
                trigger,
                told - pulled,
                listening,
                named,
                millisOf(notes, "queued is ORPHANED") - told,
                lastTimed,
                mailing,
                mailsOfMailing(mailsBefore).size(),
                stopped,
                took));
        // a note is written some time after what it tells of, on a busy machine as much as a second
        assertThat(listening).isLessThan(AT_ONCE.toMillis());
        assertThat(mailing).isLessThan(AT_ONCE.toMillis());
        assertThat(notes)
                .extracting(Note::event)
                .contains("listening is CANCELLED", "queued is ORPHANED")
                .doesNotContain("queued begun");
        assertThat(named).isLessThan(GRACE.plus(ROOM).toMillis());
        assertThat(stopped)
                .isBetween(GRACE.minusSeconds(1).toMillis(), GRACE.plus(ROOM).toMillis());
        assertThat(lastTimed).isLessThan(1_000);
        List<SmtpServer.Message> sent = mailsOfMailing(mailsBefore);
        for (int i = 0; i < sent.size(); i++) {
            assertThat(sent.get(i).recipient()).isEqualTo("customer-" + i + "@shop.example");
        }
        assertThat(notes).extracting(Note::event).contains("mailing sent " + sent.size());
        if (trigger != Trigger.SIGTERM || logsWhileItIsTerminated()) {
            String log = log().substring(logBefore.length());
            assertThat(log)
                    .contains("ignored their token and are left behind: ignoring on thread", "never began: queued")
                    .contains("mailing: " + sent.size() + " of 1000 mails were sent");
            waitingImport.ifPresent(id -> assertThat(log).contains("are handed back: run " + id + " enqueued by mara"));
        }
    }

    /** A suspend waits for tasks of the managed executor, and would wait for a loop in it as long as it may. */
    @Test
    void permanent_loops_do_not_hold_up_a_suspend_and_timed_tasks_go_on_after_a_resume() {
        assumeThat(kind).as("the server that can be suspended").isEqualTo(ServerKind.WILDFLY);
        int before = probe.notes().size();
        probe.post("stop/timed");
        probe.awaitNote("timed begun", before);

        long begin = System.nanoTime();
        server.administer(":suspend(suspend-timeout=60)");
        Duration took = Duration.ofNanos(System.nanoTime() - begin);

        int suspended = probe.notes().size();
        assertThat(server.administer(":read-attribute(name=suspend-state)")).contains("SUSPENDED");
        assertThat(probe.notes()).hasSize(suspended);
        server.administer(":resume");
        probe.awaitNote("timed begun", suspended);
        Figures.note(server.options().name() + ", suspend with running loops, the command line included: "
                + took.toMillis() + " ms");
        assertThat(took).isLessThan(Duration.ofSeconds(55));
    }

    /** Whether a server that got a SIGTERM still writes what its applications log; Payara closes its log first. */
    private boolean logsWhileItIsTerminated() {
        return kind == ServerKind.WILDFLY;
    }

    private void pull(Trigger trigger) {
        switch (trigger) {
            case UNDEPLOY -> {
                probeIsThere = false;
                probe.undeploy();
            }
            case REDEPLOY -> probe.deploy();
            case SIGTERM -> server.process().terminate();
            case COMMAND -> server.stopByCommand(Duration.ofSeconds(2));
        }
        if (trigger == Trigger.SIGTERM || trigger == Trigger.COMMAND) {
            assertThat(server.process().awaitExit(STOP_WITHIN)).isTrue();
        }
    }

    /** Two imports, of which the second waits behind the first. */
    private String secondOfTwoImports() {
        ImportClient mara = mara();
        String first = mara.accepted(mara.upload("first.csv", GeneratedProducts.csv("FIRST", 60_000)));
        String second = mara.accepted(mara.upload("second.csv", "sku,name\nSECOND-1,Lamp\n"));
        mara.when(first, document -> document.getInt("processed") > 0);
        return second;
    }

    private ImportClient mara() {
        People people = new People(server, "");
        people.save(
                "mara",
                "{\"password\":\"" + People.FIRST_PASSWORD + "\",\"roles\":[\"" + Roles.IMPORTER
                        + "\"],\"email\":\"mara@shop.example\"}");
        people.chooseOwnPassword("mara");
        return new ImportClient(server, "mara", People.PASSWORD);
    }

    private List<SmtpServer.Message> mailsAbout(String run) {
        return mail.messages().stream()
                .filter(message -> message.content().contains(run))
                .toList();
    }

    private List<SmtpServer.Message> mailsOfMailing(int after) {
        return mail.messages().stream()
                .skip(after)
                .filter(message -> message.recipient().startsWith("customer-"))
                .toList();
    }

    private String log() throws IOException {
        return Files.readString(server.logFile());
    }

    private static long millisOf(List<Note> notes, String event) {
        return notes.stream()
                .filter(note -> note.event().equals(event))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no note says " + event + ": " + notes))
                .millis();
    }

    private static void pace(CountDownLatch never) {
        try {
            if (never.await(5, MILLISECONDS)) {
                throw new IllegalStateException("nobody counts down");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
