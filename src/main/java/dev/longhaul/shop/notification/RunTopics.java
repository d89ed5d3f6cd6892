package dev.longhaul.shop.notification;

import dev.longhaul.run.RunEnded;
import java.util.Optional;

/** A CDI bean by which a feature says what its runs are called in a mail. */
@FunctionalInterface
public interface RunTopics {

    /**
     * What this run is about; empty for runs of other features. May ask the database. What it throws is logged, and the
     * mail names the run by its type then.
     */
    Optional<RunTopic> topicOf(RunEnded ended);

    /**
     * What a run is called.
     *
     * @param title in the middle of a sentence: {@code import of products.csv}
     * @param path the run's page, below the application's address
     */
    record RunTopic(String title, String path) {}
}
