package dev.longhaul.run;

/**
 * The code of one type of run: a CDI bean.
 *
 * @param <R> the request: a public record that JSON-B can write and read
 */
public interface RunHandler<R extends Record> {

    /** The stable name under which runs of this type are recorded. Two handlers must not share one. */
    String type();

    Class<R> requestType();

    /**
     * Does the work. Called on a thread of the container, outside any transaction, by one owner at a time.
     *
     * <p>The handler watches {@link RunExecution#token()} and returns, or throws
     * {@link dev.longhaul.cancellation.OperationCancelledException}, soon after it fires; both are the same. The run is
     * then cancelled or, when the server is stopping, interrupted. A handler called again continues after
     * {@link RunExecution#committed()}. Returning with the token untouched means that all work is done.
     *
     * @throws RunFailedException to fail with a sentence written for the person who started the run
     * @throws Exception anything else fails the run, too; its message is recorded and its trace logged
     */
    void run(RunExecution<R> execution) throws Exception;
}
