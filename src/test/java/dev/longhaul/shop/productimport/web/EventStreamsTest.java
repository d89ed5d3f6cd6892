package dev.longhaul.shop.productimport.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.request.LongRequest;
import dev.longhaul.request.RecordingChannel;
import dev.longhaul.request.TestRequests;
import dev.longhaul.run.RunId;
import dev.longhaul.run.RunStatus;
import dev.longhaul.settings.Settings;
import dev.longhaul.shop.productimport.ImportView;
import dev.longhaul.shop.productimport.ImportViews;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventStreamsTest {
    private static final RunId RUN = ImportViews.running().id();
    private static final RunId BROKEN = new RunId(UUID.fromString("00000000-0000-4000-8000-000000000000"));

    private static final String BEAT = ":\nevent: beat\ndata: 1\n\n";

    private final TestRequests requests = new TestRequests(Runnable::run);
    private final List<Reader> readers = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final Map<RunId, ImportView> imports = new ConcurrentHashMap<>(Map.of(RUN, ImportViews.running()));
    private final List<RunId> reads = new ArrayList<>();
    private final EventStreams streams = new EventStreams(
            this::read,
            new ImportPaces(nanos::get),
            EventSettings.from(Settings.of(Map.of("longhaul.events.streams-per-user", "2"))),
            Clock.fixed(ImportViews.CREATED.plusSeconds(85), ZoneOffset.UTC),
            nanos::get);

    @Test
    void a_reader_first_gets_the_state_of_now() throws IOException {
        Reader reader = subscribe("rosa", null);

        assertThat(reader.taken())
                .startsWith("retry: 1000\n\nid: 1-7\nevent: import\ndata: {")
                .contains("\"status\":\"RUNNING\"", "\"percent\":24", "\"total\":49688", "\"failed\":31")
                .contains("\"records\":\"12,400 of 49,688 records\"")
                .endsWith("}\n\n");
    }

    @Test
    void a_reader_that_knows_this_version_waits_for_the_next() throws IOException {
        Reader reader = subscribe("rosa", "1-7");

        assertThat(reader.taken()).isEqualTo(ImportEvent.OPENING);

        imports.put(RUN, ImportViews.at(RunStatus.RUNNING, 12_500, 49_688L));
        step(1);

        assertThat(reader.taken()).contains("\"processed\":12500");
    }

    @Test
    void an_unchanged_import_is_said_once_and_then_beats() throws IOException {
        Reader reader = subscribe("rosa", null);
        int length = reader.taken().length();
        step(500);
        assertThat(reader.taken()).hasSize(length);
        step(500);
        step(500);

        assertThat(reader.taken().substring(length)).isEqualTo(BEAT);
    }

    @Test
    void the_end_is_said_and_ends_the_stream() throws IOException {
        Reader reader = subscribe("rosa", null);
        imports.put(RUN, ImportViews.ended(RunStatus.SUCCEEDED, 49_688, null));
        step(500);

        assertThat(reader.taken()).contains("\"fragment\":\"succeeded-with-rejects\"");
        assertThat(reader.isEnded()).isTrue();
        assertThat(streams.count()).isZero();
    }

    @Test
    void a_slow_reader_misses_steps_and_gets_the_last_and_the_end() throws IOException {
        Reader reader = subscribe("rosa", null);
        reader.take(false);
        imports.put(RUN, ImportViews.at(RunStatus.RUNNING, 12_500, 49_688L));
        step(500);
        imports.put(RUN, ImportViews.at(RunStatus.RUNNING, 12_600, 49_688L));
        step(500);
        reader.take(true);
        imports.put(RUN, ImportViews.at(RunStatus.RUNNING, 12_700, 49_688L));
        step(500);
        reader.take(false);
        imports.put(RUN, ImportViews.ended(RunStatus.SUCCEEDED, 49_688, null));
        step(500);

        assertThat(reader.isEnded()).isFalse();
        assertThat(reader.taken())
                .contains("\"processed\":12500", "\"processed\":12700")
                .doesNotContain("12600");

        reader.take(true);

        assertThat(reader.taken()).contains("\"status\":\"SUCCEEDED\"");
        assertThat(reader.isEnded()).isTrue();
    }

    @Test
    void a_stream_whose_first_words_are_not_said_yet_is_told_no_news() throws IOException {
        Reader reader = new Reader();
        Subscription subscription = requireNonNull(open("rosa", RUN, reader).subscription());
        step(500);
        assertThat(reader.taken()).isEmpty();

        streams.begin(subscription, ImportViews.running(), null);

        assertThat(reader.taken()).startsWith(ImportEvent.OPENING);
    }

    @Test
    void a_late_reader_gets_the_end_too_even_when_it_knows_it() throws IOException {
        imports.put(RUN, ImportViews.ended(RunStatus.FAILED, 49_688, "no"));
        Reader reader = subscribe("rosa", "1-9");

        assertThat(reader.taken()).contains("\"status\":\"FAILED\"");
        assertThat(reader.isEnded()).isTrue();
    }

    @Test
    void an_import_is_read_once_for_all_its_readers() throws IOException {
        subscribe("rosa", null);
        subscribe("rosa", null);
        subscribe("ali", null);
        reads.clear();
        step(500);

        assertThat(reads).containsExactly(RUN);
    }

    @Test
    void no_reader_means_no_reading() {
        step(500);

        assertThat(reads).isEmpty();
    }

    @Test
    void a_user_may_hold_so_many_streams_and_gets_the_place_back() throws IOException {
        Reader first = subscribe("rosa", null);
        subscribe("rosa", null);

        assertThat(open("rosa", RUN, new Reader()).refusal()).isEqualTo(EventStreams.Refusal.TOO_MANY);
        assertThat(open("ali", RUN, new Reader()).refusal()).isNull();

        first.channel.breakWith(new IllegalStateException("broken pipe"));
        imports.put(RUN, ImportViews.at(RunStatus.RUNNING, 12_500, 49_688L));
        step(500);

        assertThat(open("rosa", RUN, new Reader()).refusal()).isNull();
    }

    @Test
    void a_stream_ends_with_its_lifespan() throws IOException {
        Reader reader = subscribe("rosa", null);
        step(24_999);
        assertThat(reader.isEnded()).isFalse();
        step(1);

        assertThat(reader.isEnded()).isTrue();
        assertThat(streams.count()).isZero();
    }

    @Test
    void stopping_ends_all_streams_and_opens_no_more() throws IOException {
        Reader reader = subscribe("rosa", null);
        streams.close();

        assertThat(reader.isEnded()).isTrue();
        assertThat(open("rosa", RUN, new Reader()).refusal()).isEqualTo(EventStreams.Refusal.STOPPING);
    }

    @Test
    void an_import_that_cannot_be_read_does_not_silence_the_others() throws IOException {
        imports.put(BROKEN, ImportViews.running());
        Reader unlucky = subscribe("ali", BROKEN, null);
        Reader reader = subscribe("rosa", null);
        int said = unlucky.taken().length();
        imports.put(RUN, ImportViews.at(RunStatus.RUNNING, 12_500, 49_688L));
        step(1000);

        assertThat(reader.taken()).contains("\"processed\":12500");
        assertThat(unlucky.taken().substring(said)).isEqualTo(BEAT);
    }

    @Test
    void an_import_that_is_no_longer_there_ends_its_streams() throws IOException {
        Reader reader = subscribe("rosa", null);
        imports.remove(RUN);
        step(500);

        assertThat(reader.isEnded()).isTrue();
    }

    @Test
    void a_line_end_in_a_file_name_makes_no_second_event() throws IOException {
        ImportView hostile = ImportViews.named("x\n\ndata: {}\r\n\r\nevent: y\u2028.csv");
        imports.put(RUN, hostile);
        Reader reader = subscribe("rosa", null);

        assertThat(reader.taken().lines().filter(line -> line.startsWith("data:")))
                .hasSize(1);
        assertThat(reader.taken()).doesNotContain("\r");
    }

    private Optional<ImportView> read(RunId run) {
        reads.add(run);
        if (run.equals(BROKEN)) {
            throw new IllegalStateException("the database is away");
        }
        return Optional.ofNullable(imports.get(run));
    }

    private Reader subscribe(String user, @Nullable String knownVersion) throws IOException {
        return subscribe(user, RUN, knownVersion);
    }

    private Reader subscribe(String user, RunId run, @Nullable String knownVersion) throws IOException {
        Reader reader = new Reader();
        Subscription subscription = requireNonNull(open(user, run, reader).subscription());
        streams.begin(subscription, requireNonNull(imports.get(run)), knownVersion);
        return reader;
    }

    private EventStreams.Opened open(String user, RunId run, Reader reader) throws IOException {
        return streams.open(user, run, english(), () -> reader.request);
    }

    private void step(long millisLater) {
        nanos.addAndGet(Duration.ofMillis(millisLater).toNanos());
        requests.advance(Duration.ofMillis(millisLater));
        readers.forEach(reader -> requests.tickAfter(Duration.ZERO, reader.request));
        streams.step();
    }

    @AfterEach
    void nothing_was_written_after_the_end() {
        assertThat(readers).allMatch(reader -> reader.channel.fault() == null);
    }

    /** A client that follows an import. */
    private final class Reader {

        private final RecordingChannel channel = new RecordingChannel(false);
        private final LongRequest request = requests.on(channel, ImportEventsServlet.STREAM);

        Reader() {
            readers.add(this);
        }

        String taken() {
            return channel.body();
        }

        boolean isEnded() {
            return channel.isCompleted();
        }

        void take(boolean takes) {
            TestRequests.setWritable(channel, request, takes);
        }
    }

    private static PageMessages english() {
        return new PageMessages(Locale.ENGLISH);
    }
}
