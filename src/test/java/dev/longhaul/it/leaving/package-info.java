/** Clients that leave before their answer, and answers that come too late. */
@NullMarked
package dev.longhaul.it.leaving;

import org.jspecify.annotations.NullMarked;
