package dev.longhaul.shop.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.run.RunEnded;
import dev.longhaul.run.RunId;
import dev.longhaul.run.RunProgress;
import dev.longhaul.run.RunStatus;
import dev.longhaul.shop.notification.RunTopics.RunTopic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunMailsTest {

    private static final RunId ID =
            RunId.parse("00000000-0000-4000-8000-000000000001").orElseThrow();
    private static final RunTopic TOPIC = new RunTopic("import of products.csv", "imports/" + ID);

    private final RunMails mails = new RunMails(
            new MailSettings(
                    null,
                    List.of("support@shop.example", "mara@shop.example"),
                    "https://shop.example/longhaul/",
                    Duration.ofMinutes(1)),
            name -> name.equals("mara") ? Optional.of("mara@shop.example") : Optional.empty());

    @ParameterizedTest
    @EnumSource(
            value = RunStatus.class,
            names = {"SUCCEEDED", "CANCELLED"})
    void the_person_who_started_it_is_told_of_every_end(RunStatus status) {
        List<Mail> about = mails.about(ended("mara", status, null), TOPIC);

        assertThat(about).singleElement().satisfies(mail -> {
            assertThat(mail.recipient()).isEqualTo("mara@shop.example");
            assertThat(mail.subject()).startsWith("Import of products.csv ");
            assertThat(mail.body())
                    .contains("processed: 7 of 9", "created: 5", "https://shop.example/longhaul/imports/" + ID);
        });
    }

    @Test
    void support_is_told_of_a_failure_too_and_nobody_twice() {
        List<Mail> about = mails.about(ended("mara", RunStatus.FAILED, "The disk is full."), TOPIC);

        assertThat(about).extracting(Mail::recipient).containsExactly("mara@shop.example", "support@shop.example");
        assertThat(about).allSatisfy(mail -> {
            assertThat(mail.subject()).isEqualTo("Import of products.csv has failed");
            assertThat(mail.body()).contains("The disk is full.");
        });
    }

    @Test
    void nobody_is_told_where_there_is_no_address() {
        assertThat(mails.about(ended("nina", RunStatus.SUCCEEDED, null), TOPIC)).isEmpty();
    }

    @Test
    void a_file_name_with_line_ends_makes_no_header_lines() {
        List<Mail> about = mails.about(
                ended("mara", RunStatus.SUCCEEDED, null), new RunTopic("import of a\r\nBcc: all@shop.example", ""));

        assertThat(about.get(0).subject()).doesNotContain("\r", "\n").contains("Bcc");
    }

    @Test
    void a_second_end_of_the_same_run_is_another_topic() {
        Mail first = mails.about(ended("mara", RunStatus.FAILED, "x"), TOPIC).get(0);
        Mail second =
                mails.about(ended("mara", RunStatus.SUCCEEDED, null), TOPIC).get(0);

        assertThat(first.topic()).isNotEqualTo(second.topic());
    }

    private static RunEnded ended(String by, RunStatus status, @Nullable String failure) {
        return new RunEnded(
                ID, "product-import", status, by, 1, new RunProgress("done", 7, 9L, Map.of("created", 5L)), failure);
    }
}
