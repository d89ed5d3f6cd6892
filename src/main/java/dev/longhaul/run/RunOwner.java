package dev.longhaul.run;

/**
 * Who owns runs: one process of one node. A restarted process is another owner.
 *
 * @param node the node's name, the same after a restart
 * @param incarnation random, new for each process
 */
record RunOwner(String node, String incarnation) {}
