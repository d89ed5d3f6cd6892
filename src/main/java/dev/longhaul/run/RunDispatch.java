package dev.longhaul.run;

/** What a node does at once about runs that are recorded or cancelled on it. Safe for any number of threads. */
interface RunDispatch {

    /**
     * Asked before a run is recorded: whether this node begins it at once, so that the transaction which records it may
     * claim it, too. Each yes is followed by one {@link #recorded} or {@link #withdraw}, however long that transaction
     * takes.
     */
    boolean promise(RunId id, NewRun run);

    /** The run is recorded; in a transaction of the caller, whose commit must then be waited for. */
    void recorded(RunIntake.Recorded recorded);

    /** Nothing was recorded. */
    void withdraw(RunId id);

    /**
     * A cancel is recorded of a run that has an owner, and async state knows of nobody who could be told. Returns at
     * once.
     */
    void cancelled(RunId id);
}
