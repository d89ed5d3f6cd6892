/** Who reaches what in a real server: signing in, and attacks on each endpoint. */
@NullMarked
package dev.longhaul.it.access;

import org.jspecify.annotations.NullMarked;
