/** Fixtures that tests of several packages share; no assertions here. */
@NullMarked
package dev.longhaul.testing;

import org.jspecify.annotations.NullMarked;
