/**
 * Longhaul in real servers, seen from outside.
 *
 * <p>{@link dev.longhaul.launcher.ServerUnderTest} is one process of WildFly or Payara. Tests hold it by process id and
 * may stop, kill or freeze it. A class names the server and the database it wants with
 * {@link dev.longhaul.it.OnServer}; classes that name the same share one process.
 */
@NullMarked
package dev.longhaul.it;

import org.jspecify.annotations.NullMarked;
