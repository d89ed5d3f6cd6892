/** Two servers on one database: what one does with the other, and without it. */
@NullMarked
package dev.longhaul.it.cluster;

import org.jspecify.annotations.NullMarked;
