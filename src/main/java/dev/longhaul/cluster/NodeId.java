package dev.longhaul.cluster;

/**
 * One start of one node.
 *
 * @param name name of the node, the same after a restart
 * @param incarnation random id of this start; two starts never share one
 */
public record NodeId(String name, String incarnation) {}
