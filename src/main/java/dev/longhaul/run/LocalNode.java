package dev.longhaul.run;

import dev.longhaul.asyncstate.AsyncState;

/**
 * What the classes that work on this node's runs share.
 *
 * @param lease whether this process may believe that it owns its runs
 * @param runs how far each run has come on this node
 * @param turns which of the runs in the queue is next
 * @param wakeScan causes a scan soon, on another thread
 */
record LocalNode(
        RunDatabase tables,
        Claims claims,
        AsyncState asyncState,
        RunHandlers handlers,
        NodeLease lease,
        LocalRuns runs,
        Turns turns,
        Runnable wakeScan) {}
