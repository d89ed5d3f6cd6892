package dev.longhaul.run;

import dev.longhaul.asyncstate.AsyncState;
import dev.longhaul.asyncstate.StateOwnedElsewhereException;
import dev.longhaul.asyncstate.UnknownStateException;
import dev.longhaul.cancellation.CancellationToken;
import java.lang.System.Logger.Level;

/** What a handler works through while its node owns the run. */
final class HandlerExecution<R extends Record> implements RunExecution<R> {

    private static final System.Logger LOG = System.getLogger(HandlerExecution.class.getName());

    private final RunId id;
    private final R request;
    private final CancellationToken token;
    private final ChunkCommits chunks;
    private final AsyncState asyncState;
    private RunProgress committed;

    HandlerExecution(Run run, R request, CancellationToken token, ChunkCommits chunks, AsyncState asyncState) {
        this.id = run.id();
        this.request = request;
        this.token = token;
        this.chunks = chunks;
        this.asyncState = asyncState;
        this.committed = run.progress();
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
        return token;
    }

    @Override
    public RunProgress committed() {
        return committed;
    }

    @Override
    public void publish(RunProgress progress) {
        try {
            asyncState.updateOwned(RunProgress.class, id.toString(), published -> progress);
        } catch (UnknownStateException | StateOwnedElsewhereException gone) {
            // an operator cleared the cache, or another owner took over; the database has the progress, this was only a
            // copy
            LOG.log(Level.DEBUG, "progress of run {0} is not shown: {1}", id, gone.getMessage());
        }
    }

    @Override
    public <X extends Exception> void commitChunk(ChunkWork<X> work) throws X {
        committed = chunks.commit(work);
        publish(committed);
    }

    @Override
    public <T, X extends Exception> T read(DatabaseRead<T, X> question) throws X {
        return chunks.read(question);
    }
}
