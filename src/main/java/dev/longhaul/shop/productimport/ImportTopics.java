package dev.longhaul.shop.productimport;

import dev.longhaul.run.RunEnded;
import dev.longhaul.run.RunId;
import dev.longhaul.shop.catalog.undo.UndoStore;
import dev.longhaul.shop.notification.RunTopics;
import dev.longhaul.shop.productimport.undo.UndoRequest;
import dev.longhaul.shop.productimport.upload.UploadStore;
import java.util.List;
import java.util.Optional;

/** Names an import, and its undo, by its file in mails. */
final class ImportTopics implements RunTopics {

    private final UploadStore uploads;
    private final UndoStore undos;

    ImportTopics(UploadStore uploads, UndoStore undos) {
        this.uploads = uploads;
        this.undos = undos;
    }

    @Override
    public Optional<RunTopic> topicOf(RunEnded ended) {
        return switch (ended.type()) {
            case ImportRequest.RUN_TYPE -> topic("import of ", ended.id());
            case UndoRequest.RUN_TYPE ->
                undos.find(ended.id().value())
                        .flatMap(undo -> topic(
                                undo.isRedo() ? "repetition of the import of " : "undo of the import of ",
                                new RunId(undo.first())));
            default -> Optional.empty();
        };
    }

    private Optional<RunTopic> topic(String what, RunId id) {
        return Optional.ofNullable(uploads.ofRuns(List.of(id)).get(id))
                .map(upload -> new RunTopic(what + upload.fileName(), "imports/" + id));
    }
}
