/** How a server starts and stops with Longhaul in it, and what becomes of its work. */
@NullMarked
package dev.longhaul.it.lifecycle;

import org.jspecify.annotations.NullMarked;
