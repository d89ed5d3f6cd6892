package dev.longhaul.shop.productimport.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.run.RunId;
import dev.longhaul.run.RunStatus;
import dev.longhaul.shop.productimport.ImportCounts;
import dev.longhaul.shop.productimport.ImportView;
import dev.longhaul.shop.productimport.ImportViews;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImportTextsTest {
    private static final Instant NOW = ImportViews.CREATED.plusSeconds(85);

    @Test
    void a_running_import_tells_its_numbers() {
        Map<String, String> texts =
                textsOf(ImportViews.running(), new ImportPace(8120.4, Duration.ofSeconds(130)), NOW);

        assertThat(texts)
                .containsEntry("status", "Importing")
                .containsEntry("percent", "24%")
                .containsEntry("records", "12,400 of 49,688 records")
                .containsEntry("created", "12,000")
                .containsEntry("failed", "31")
                .containsEntry("phase", "writing to the catalogue")
                .containsEntry("rate", "8,120 records/s")
                .containsEntry("remaining", "about 2 minutes left")
                .containsEntry("elapsed", "1 min 23 s")
                .containsEntry("changed", "3 s ago")
                .containsEntry("silence", "")
                .containsEntry("title", "24% \u00b7 autumn.csv")
                .containsEntry("summary", "Importing: 12,400 of 49,688 records, 24%, 31 rejected");
    }

    @Test
    void the_first_seconds_say_that_the_time_left_is_being_estimated() {
        assertThat(textsOf(ImportViews.running(), ImportPace.UNKNOWN, NOW))
                .containsEntry("remaining", "estimating the time left")
                .containsEntry("rate", "");
    }

    @Test
    void an_import_that_stands_still_says_nothing_about_the_time_left() {
        assertThat(textsOf(ImportViews.running(), new ImportPace(0.0, null), NOW))
                .containsEntry("remaining", "")
                .containsEntry("rate", "0 records/s");
    }

    @Test
    void an_unknown_total_fakes_no_percent() {
        Map<String, String> texts = textsOf(ImportViews.at(RunStatus.RUNNING, 12_400, null), ImportPace.UNKNOWN, NOW);

        assertThat(texts)
                .containsEntry("percent", "")
                .containsEntry("records", "12,400 records")
                .containsEntry("remaining", "")
                .containsEntry("title", "Importing \u00b7 autumn.csv")
                .containsEntry("summary", "Importing: 12,400 records, 31 rejected");
    }

    @Test
    void a_node_that_says_nothing_is_spoken_of_after_a_while() {
        Instant later = ImportViews.running().updatedAt().plusSeconds(40);

        assertThat(textsOf(ImportViews.running(), ImportPace.UNKNOWN, later).get("silence"))
                .startsWith("No news for 40 s.");
    }

    @Test
    void an_import_whose_node_cannot_be_seen_does_not_respond_and_says_what_happens_next() {
        ImportView lost = ImportViews.ownerLost(RunStatus.RUNNING, null);

        assertThat(ImportTexts.fragment(lost)).isEqualTo("not-responding");
        assertThat(textsOf(lost, ImportPace.UNKNOWN, NOW.plusSeconds(40)))
                .containsEntry("status", "Not responding")
                .containsEntry("silence", "")
                .containsEntry("changed", "")
                .containsEntry("phase", "")
                .containsEntry("remaining", "")
                .containsEntry("title", "Not responding \u00b7 autumn.csv")
                .hasEntrySatisfying("lead", lead -> assertThat(lead).contains("node-1", "resume the import"));
        assertThat(textsOf(ImportViews.ownerLost(RunStatus.CANCELLING, ImportViews.CANCEL), ImportPace.UNKNOWN, NOW)
                        .get("lead"))
                .contains("will cancel the import within seconds");
    }

    @Test
    void a_cancelled_import_tells_who_asked_and_how_long_each_stage_took() {
        assertThat(textsOf(ImportViews.ended(RunStatus.CANCELLED, 12_400, null), ImportPace.UNKNOWN, NOW))
                .containsEntry("cancel-delivered", "12 ms later")
                .containsEntry("cancel-observed", "14 ms later")
                .containsEntry("cancel-ended", "2 s later")
                .hasEntrySatisfying("cancel-requested", text -> assertThat(text).startsWith("rosa on node-2, "));
        assertThat(textsOf(ImportViews.running(), ImportPace.UNKNOWN, NOW)).containsEntry("cancel-requested", "");
    }

    @Test
    void a_cancelled_import_that_is_undone_says_so() {
        assertThat(textsOf(ImportViews.undone(new RunId(UUID.randomUUID())), ImportPace.UNKNOWN, NOW)
                        .get("lead"))
                .endsWith("what was imported before is undone.");
        assertThat(textsOf(ImportViews.ended(RunStatus.CANCELLED, 12_400, null), ImportPace.UNKNOWN, NOW)
                        .get("lead"))
                .endsWith("What was imported before stays in the catalogue.");
    }

    @Test
    void skipped_records_are_not_counted_among_the_imported_ones() {
        ImportCounts some = new ImportCounts(5, 1, 0, 0, 4, 5, 6);
        ImportCounts none = new ImportCounts(0, 0, 0, 0, 4, 0, 0);

        assertThat(textsOf(ImportViews.succeeded(some), ImportPace.UNKNOWN, NOW))
                .containsEntry("lead", "6 records became 5 products with 6 variants.")
                .containsEntry("skipped", "4")
                .containsEntry("outcome", "5\u00a0created \u00b7 1\u00a0updated \u00b7 4\u00a0skipped");
        assertThat(textsOf(ImportViews.succeeded(none), ImportPace.UNKNOWN, NOW))
                .containsEntry("lead", "All 4 records were skipped.");
    }

    @Test
    void an_ended_import_tells_its_duration_and_its_average_rate() {
        ImportView ended = ImportViews.ended(RunStatus.SUCCEEDED, 49_688, null);

        assertThat(textsOf(ended, ImportPace.UNKNOWN, NOW.plusSeconds(9999)))
                .containsEntry("elapsed", "1 min 20 s")
                .containsEntry("rate", "621 records/s")
                .containsEntry("changed", "")
                .containsEntry("phase", "")
                .containsEntry("remaining", "")
                .containsEntry("percent", "100%");
    }

    @Test
    void a_success_with_rejects_is_told_apart() {
        ImportView ended = ImportViews.ended(RunStatus.SUCCEEDED, 49_688, null);

        assertThat(ImportTexts.fragment(ended)).isEqualTo("succeeded-with-rejects");
        assertThat(textsOf(ended, ImportPace.UNKNOWN, NOW))
                .containsEntry("status", "Completed with rejects")
                .containsEntry(
                        "lead",
                        "49,657 records were imported, 31 were rejected. Change the rejected ones below and retry them.");
    }

    @Test
    void a_cancelled_import_says_who_stopped_it_and_after_how_much() {
        ImportView ended = ImportViews.ended(RunStatus.CANCELLED, 12_400, null);

        assertThat(textsOf(ended, ImportPace.UNKNOWN, NOW).get("lead"))
                .isEqualTo("Stopped by rosa after 12,400 records. What was imported before stays in the catalogue.");
    }

    @Test
    void text_of_a_stranger_is_passed_on_as_it_is() {
        ImportView ended = ImportViews.ended(RunStatus.FAILED, 12_400, "bad {0} ${7*7} <b>'");

        assertThat(textsOf(ended, ImportPace.UNKNOWN, NOW)).containsEntry("failure", "bad {0} ${7*7} <b>'");
    }

    @ParameterizedTest
    @EnumSource(RunStatus.class)
    void every_status_can_be_shown(RunStatus status) {
        Map<String, String> texts = textsOf(ImportViews.at(status, 5, 10L), ImportPace.UNKNOWN, NOW);

        assertThat(texts.get("status")).isNotEmpty();
        assertThat(texts.get("lead")).isNotEmpty();
    }

    private static Map<String, String> textsOf(ImportView view, ImportPace pace, Instant now) {
        return ImportTexts.of(new PageMessages(Locale.ENGLISH), view, pace, now);
    }
}
