package dev.longhaul.shop.productimport;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.database.Database;
import dev.longhaul.run.ChunkWork;
import dev.longhaul.run.DatabaseRead;
import dev.longhaul.run.RunExecution;
import dev.longhaul.run.RunId;
import dev.longhaul.run.RunProgress;
import dev.longhaul.testing.Sql;
import java.util.ArrayList;
import java.util.List;

/** A run held by a test: each chunk is a transaction, and the test says after which chunk somebody cancels. */
class HeldRun<R extends Record> implements RunExecution<R> {

    private final Database database;
    private final RunId id;
    private final R request;
    private final CancellationSource source = new CancellationSource();
    private final List<RunProgress> published = new ArrayList<>();
    private RunProgress committed;
    private int chunkCount;
    private int cancelAfter = Integer.MAX_VALUE;
    private ChunkFault fault = chunk -> {};

    /** Breaks a chunk after its work and before its commit. */
    @FunctionalInterface
    interface ChunkFault {
        void strike(int chunk) throws Exception;
    }

    HeldRun(Database database, RunId id, R request, RunProgress committed) {
        this.database = database;
        this.id = id;
        this.request = request;
        this.committed = committed;
    }

    HeldRun<R> cancelledAfter(int chunks) {
        cancelAfter = chunks;
        return this;
    }

    HeldRun<R> with(ChunkFault chunkFault) {
        fault = chunkFault;
        return this;
    }

    int chunkCount() {
        return chunkCount;
    }

    void cancel() {
        source.cancel(CancellationReason.of(CancellationReason.Kind.USER, "enough"));
    }

    List<RunProgress> published() {
        return published;
    }

    @Override
    public RunId id() {
        return id;
    }

    @Override
    public R request() {
        return request;
    }

    @Override
    public CancellationToken token() {
        return source.token();
    }

    @Override
    public RunProgress committed() {
        return committed;
    }

    @Override
    public void publish(RunProgress progress) {
        published.add(progress);
    }

    @Override
    @SuppressWarnings("unchecked") // a test's fault is thrown as whatever the work may throw
    public <X extends Exception> void commitChunk(ChunkWork<X> work) throws X {
        chunkCount++;
        committed = Sql.on(database).<RunProgress, X>inTransaction(handle -> {
            RunProgress progress = work.write(handle.getConnection());
            try {
                fault.strike(chunkCount);
            } catch (Exception e) {
                throw (X) e;
            }
            return progress;
        });
        publish(committed);
        if (chunkCount >= cancelAfter) {
            cancel();
        }
    }

    @Override
    public <T, X extends Exception> T read(DatabaseRead<T, X> question) throws X {
        return question.read();
    }
}
