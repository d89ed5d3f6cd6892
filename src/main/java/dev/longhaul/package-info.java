/** Long-running work for Jakarta EE: progress any node can read, cancellation any node can request. */
@NullMarked
package dev.longhaul;

import org.jspecify.annotations.NullMarked;
