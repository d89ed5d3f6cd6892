/**
 * An application of its own that uses the library: it is deployed beside Longhaul on two nodes, as a developer's would
 * be. Only classes that go into its archive are here.
 */
@NullMarked
package dev.longhaul.it.example;

import org.jspecify.annotations.NullMarked;
