package dev.longhaul.shop.productimport;

import dev.longhaul.run.RunEnded;
import dev.longhaul.shop.notification.RunTopics;
import dev.longhaul.shop.productimport.upload.UploadStore;
import java.util.List;
import java.util.Optional;

/** Names an import by its file in mails. */
final class ImportTopics implements RunTopics {

    private final UploadStore uploads;

    ImportTopics(UploadStore uploads) {
        this.uploads = uploads;
    }

    @Override
    public Optional<RunTopic> topicOf(RunEnded ended) {
        if (!ended.type().equals(ImportRequest.RUN_TYPE)) {
            return Optional.empty();
        }
        return Optional.ofNullable(uploads.ofRuns(List.of(ended.id())).get(ended.id()))
                .map(upload -> new RunTopic("import of " + upload.fileName(), "imports/" + ended.id()));
    }
}
