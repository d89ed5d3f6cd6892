package dev.longhaul.shop.notification;

import dev.longhaul.run.RunEnded;
import dev.longhaul.run.RunProgress;
import dev.longhaul.run.RunStatus;
import dev.longhaul.shop.notification.RunTopics.RunTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Writes the mails about the end of a run. */
final class RunMails {

    private final MailSettings settings;
    private final Function<String, Optional<String>> addresses;

    /** @param addresses a user's address by name, empty when it is not known */
    RunMails(MailSettings settings, Function<String, Optional<String>> addresses) {
        this.settings = settings;
        this.addresses = addresses;
    }

    /** To the person who started it and, when it failed, to support; one mail to each address. */
    List<Mail> about(RunEnded ended, RunTopic topic) {
        List<String> recipients = new ArrayList<>();
        addresses.apply(ended.startedBy()).ifPresent(recipients::add);
        if (ended.status() == RunStatus.FAILED) {
            recipients.addAll(settings.support());
        }
        String once = "run " + ended.id() + " " + ended.status() + " " + ended.epoch();
        String subject = sentenceCase(topic.title()) + " " + outcome(ended.status());
        String body = body(ended, topic, subject);
        return recipients.stream()
                .distinct()
                .map(recipient -> Mail.of(once, recipient, subject, body))
                .toList();
    }

    private String body(RunEnded ended, RunTopic topic, String sentence) {
        RunProgress progress = ended.progress();
        StringBuilder text = new StringBuilder(sentence).append(".\n\n");
        if (ended.failure() != null) {
            text.append(ended.failure()).append("\n\n");
        }
        text.append("started by: ").append(ended.startedBy()).append('\n');
        text.append("processed: ").append(progress.processed());
        if (progress.total() != null) {
            text.append(" of ").append(progress.total());
        }
        text.append('\n');
        for (Map.Entry<String, Long> count : new TreeMap<>(progress.counts()).entrySet()) {
            text.append(count.getKey()).append(": ").append(count.getValue()).append('\n');
        }
        if (settings.publicAddress() != null) {
            text.append('\n')
                    .append(settings.publicAddress())
                    .append(topic.path())
                    .append('\n');
        }
        return text.toString();
    }

    private static String outcome(RunStatus status) {
        return switch (status) {
            case SUCCEEDED -> "has succeeded";
            case FAILED -> "has failed";
            case CANCELLED -> "was cancelled";
            default -> throw new IllegalArgumentException("a run that is " + status + " has not ended");
        };
    }

    private static String sentenceCase(String title) {
        return title.isEmpty() ? title : title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
    }
}
