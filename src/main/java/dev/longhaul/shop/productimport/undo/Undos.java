package dev.longhaul.shop.productimport.undo;

import dev.longhaul.database.Database;
import dev.longhaul.run.CancelAnswer;
import dev.longhaul.run.NewRun;
import dev.longhaul.run.ResumeAnswer;
import dev.longhaul.run.Run;
import dev.longhaul.run.RunHeldException;
import dev.longhaul.run.RunId;
import dev.longhaul.run.Runs;
import dev.longhaul.run.StartPolicy;
import dev.longhaul.shop.audit.AuditAction;
import dev.longhaul.shop.audit.AuditLine;
import dev.longhaul.shop.audit.AuditTrail;
import dev.longhaul.shop.catalog.undo.ChangeStore;
import dev.longhaul.shop.catalog.undo.ChangeStore.ChangedProducts;
import dev.longhaul.shop.catalog.undo.KeptProduct;
import dev.longhaul.shop.catalog.undo.UndoStore;
import dev.longhaul.shop.catalog.undo.UndoStore.UndoRun;
import dev.longhaul.shop.productimport.undo.UndoRefusedException.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Undoes imports, and undos, on any node. Nothing here asks who may do so: that is for the caller. Safe for any number
 * of threads.
 */
public final class Undos {

    private final Runs runs;
    private final ChangeStore changes;
    private final UndoStore undos;
    private final OneTransaction transaction;
    private final AuditTrail audit;

    /** Runs work in one JTA transaction of its own, which commits when the work returns. */
    @FunctionalInterface
    public interface OneTransaction {
        RunId commit(Supplier<RunId> work);
    }

    public Undos(Runs runs, Database database, OneTransaction transaction, AuditTrail audit) {
        this.runs = runs;
        this.changes = new ChangeStore(database);
        this.undos = new UndoStore(database);
        this.transaction = transaction;
        this.audit = audit;
    }

    /**
     * Starts to undo an import that has ended, or an undo of one. From now on that run is neither resumed nor undone
     * again. When an undo of an undo has succeeded, the import can be resumed and undone as before.
     *
     * @param id the import, or the undo
     * @param actor who asks
     * @throws UndoRefusedException with a sentence; nothing was started
     */
    public RunId start(RunId id, String actor) throws UndoRefusedException {
        return start(id, actor, () -> {});
    }

    /** @param alsoDecide runs first in the transaction that records the undo, and may end it by an exception */
    RunId start(RunId id, String actor, Runnable alsoDecide) throws UndoRefusedException {
        Run undone = runs.find(id).orElseThrow(() -> new UndoRefusedException(Refusal.UNKNOWN));
        UndoRun earlier = undos.find(id.value()).orElse(null);
        Refusal refusal = refusal(undone, earlier);
        if (refusal != null) {
            throw new UndoRefusedException(refusal);
        }
        RunId first = earlier == null ? id : new RunId(earlier.first());
        NewRun run = NewRun.of(UndoRequest.RUN_TYPE, new UndoRequest(id.value(), first.value()), actor)
                .withTotal(changes.products(id.value()).all())
                .holding(id);
        // imports of the same person and key do not begin before what is undone is undone
        String key = undone.startKey();
        NewRun keyed = key == null ? run : run.withStartKey(key, StartPolicy.QUEUE);
        try {
            return transaction.commit(() -> {
                alsoDecide.run();
                return record(keyed, id, first);
            });
        } catch (RunHeldException refused) {
            throw new UndoRefusedException(
                    switch (refused.refusal()) {
                        case UNKNOWN -> Refusal.UNKNOWN;
                        case NOT_ENDED -> Refusal.NOT_ENDED;
                        case HELD -> Refusal.UNDONE;
                    });
        }
    }

    private RunId record(NewRun run, RunId undone, RunId first) {
        RunId id = runs.enqueue(run).id();
        undos.insert(new UndoRun(id.value(), undone.value(), first.value()));
        audit.record(AuditLine.of(AuditAction.IMPORT_UNDONE, run.startedBy()).on(undone.toString()));
        return id;
    }

    private @Nullable Refusal refusal(Run run, @Nullable UndoRun undo) {
        if (undo != null && undo.isRedo()) {
            return Refusal.REDONE;
        }
        if (!run.status().isEnded()) {
            return Refusal.NOT_ENDED;
        }
        if (runs.holder(run.id()).isPresent()) {
            return Refusal.UNDONE;
        }
        // a run without a chunk has changed nothing, whether or not its changes were recorded
        if (run.chunkCount() > 0 && !changes.isRecorded(run.id().value())) {
            return Refusal.NOT_RECORDED;
        }
        return changes.products(run.id().value()).all() == 0 ? Refusal.NOTHING_CHANGED : null;
    }

    /** What an undo of this import or undo would take back; empty if it would be refused now. */
    public Optional<ChangedProducts> offer(RunId id) {
        return runs.find(id)
                .filter(run -> refusal(run, undos.find(id.value()).orElse(null)) == null)
                .map(run -> changes.products(id.value()));
    }

    /** Whether the run was undone or is being undone, so that it is not resumed. */
    public boolean isHeld(RunId id) {
        return runs.holder(id).isPresent();
    }

    /** The undo as it is now; empty if the run is not one. */
    public Optional<UndoView> find(RunId id) {
        return undos.find(id.value()).flatMap(this::view);
    }

    /** The newest undo of an import, or of its undo. */
    public Optional<UndoView> newestOf(RunId importRun) {
        return undos.newestOf(importRun.value()).flatMap(this::view);
    }

    private Optional<UndoView> view(UndoRun undo) {
        return runs.find(new RunId(undo.run())).map(run -> UndoView.of(run, undo));
    }

    /** The products that the undo did not restore. */
    public List<KeptProduct> kept(RunId id, int offset, int limit) {
        return undos.kept(id.value(), offset, limit);
    }

    /**
     * Asks the undo to stop, which it does between two chunks. What it has restored stays restored.
     *
     * @see Runs#cancel
     */
    public CancelAnswer cancel(RunId id, String actor) {
        CancelAnswer answer = runs.cancel(id, actor, "");
        record(answer == CancelAnswer.ACCEPTED, AuditAction.IMPORT_CANCELLED, id, actor);
        return answer;
    }

    /**
     * Lets an undo that failed or was cancelled continue with the next chunk.
     *
     * @see Runs#resume
     */
    public ResumeAnswer resume(RunId id, String actor) {
        ResumeAnswer answer = runs.resume(id, actor);
        record(answer == ResumeAnswer.RESUMED, AuditAction.IMPORT_RESUMED, id, actor);
        return answer;
    }

    private void record(boolean happened, AuditAction action, RunId id, String actor) {
        if (happened) {
            audit.record(AuditLine.of(action, actor).on(id.toString()));
        }
    }
}
