package dev.longhaul.testing;

import dev.longhaul.asyncstate.AsyncState;
import dev.longhaul.asyncstate.InMemoryNodes;
import java.time.Duration;

/**
 * Shared state for tests of code that uses it: any number of nodes in memory, whose loops and clock are turned by hand.
 * It keeps the same contract as the one in the cluster, which one suite of tests shows for both.
 */
public final class ManualStateNodes {

    private final InMemoryNodes nodes = new InMemoryNodes();

    /** One more node, in everybody's view. */
    public AsyncState start(String name) {
        return nodes.start(name);
    }

    /** The node is gone without a word, as when its process is killed. */
    public void kill(String name) {
        nodes.kill(name);
    }

    /** Brings what was changed to every node, and every cancel to its work; callbacks run on this thread. */
    public void settle() {
        nodes.settle();
    }

    /** Lets time pass: what is over by then has expired. */
    public void elapse(Duration time) {
        nodes.elapse(time);
    }
}
