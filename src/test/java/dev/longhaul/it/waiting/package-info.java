/**
 * A small application whose requests wait, to see from outside when their tokens fire. Only classes that go into its
 * archive are here; it has no security, so that a client can be as simple as it likes.
 */
@NullMarked
package dev.longhaul.it.waiting;

import org.jspecify.annotations.NullMarked;
