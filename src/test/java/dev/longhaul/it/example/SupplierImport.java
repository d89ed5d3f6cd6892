package dev.longhaul.it.example;

import dev.longhaul.asyncstate.AsyncState;
import dev.longhaul.asyncstate.StateOptions;
import dev.longhaul.background.BackgroundTaskQueue;
import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.cancellation.CancellationToken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** A developer's own long work, with nothing of Longhaul but the library; the code that the README shows. */
@ApplicationScoped
public class SupplierImport {

    // example
    /** What every node may know of the work. Never changed in place: each step is a new one. */
    public record Import(String file, long done, long total) {
        Import plusOne() {
            return new Import(file, done + 1, total);
        }
    }

    @Inject
    private AsyncState asyncState;

    @Inject
    private BackgroundTaskQueue queue;

    /** Returns at once; the work goes on in the background of this node. */
    public void start(String file, long total) {
        queue.enqueue("import of " + file, stopping -> importAll(new Import(file, 0, total), stopping));
    }

    private void importAll(Import begin, CancellationToken stopping) throws InterruptedException {
        try (CancellationSource source = CancellationSource.linkedTo(stopping)) {
            asyncState.create(begin, "import", StateOptions.defaults().withSource(source));
            for (long record = 0; record < begin.total(); record++) {
                source.token().throwIfCancellationRequested();
                importRecord(record, source.token());
                asyncState.update(Import.class, "import", Import::plusOne);
            }
        }
    }

    /** How far it is, on any node. */
    public String progress() {
        return asyncState
                .find(Import.class, "import")
                .map(now -> now.done() + " of " + now.total() + " records of " + now.file())
                .orElse("nothing is being imported");
    }

    /** Stops it between two records, from any node. */
    public void cancel(String person) {
        asyncState.cancel(
                Import.class,
                "import",
                CancellationReason.of(Kind.USER, "no longer needed").withActor(person));
    }

    /** Who cancelled it, on which node and when, and how far that has come, on any node. */
    public String receipt() {
        return asyncState
                .cancelReceipt(Import.class, "import")
                .map(receipt -> receipt.stage() + ", " + receipt.reason().describe())
                .orElse("not cancelled");
    }
    // end of example

    /** Stands for the work on one record; a pause that ends when the work should. */
    private static void importRecord(long record, CancellationToken token) throws InterruptedException {
        if (record % 10 == 0) {
            token.await(Duration.ofMillis(50));
        }
    }
}
