/**
 * For tests of applications that use Longhaul: time and threads that a test turns by hand.
 *
 * <p>This package is the artifact {@code longhaul-test}. Longhaul's own tests use it too, so nothing in it may need a
 * test framework, a server or a database.
 */
@NullMarked
package dev.longhaul.testkit;

import org.jspecify.annotations.NullMarked;
