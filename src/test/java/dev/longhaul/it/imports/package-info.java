/** Imports, checks and exports by the API of a real server. */
@NullMarked
package dev.longhaul.it.imports;

import org.jspecify.annotations.NullMarked;
