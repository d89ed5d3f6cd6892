/** The servers that tests run on: which, shared by whom, and what their databases hold. */
@NullMarked
package dev.longhaul.it.server;

import org.jspecify.annotations.NullMarked;
