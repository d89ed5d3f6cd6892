/** The cancellation contract, line by line, and its races opened and closed by hand. */
@NullMarked
package dev.longhaul.cancellation;

import org.jspecify.annotations.NullMarked;
