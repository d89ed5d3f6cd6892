/**
 * A small application of a user of the library: queues, timed tasks and the shutdown sequence without Longhaul around
 * them, deployed beside it. What its tasks see while their server goes down they write to a file, because nothing
 * answers any more by then.
 */
@NullMarked
package dev.longhaul.it.probe;

import org.jspecify.annotations.NullMarked;
