/**
 * Longhaul in real servers, seen from outside.
 *
 * <p>{@link dev.longhaul.it.ServerUnderTest} is one process of WildFly or Payara: started from the unpacked
 * distribution that all share, in a base directory, on ports and on data of its own, configured by the scripts in
 * {@code server-config} that users run. Tests hold it by process id and may stop, kill or freeze it. A class names the
 * server and the database it wants with {@link dev.longhaul.it.OnServer}; classes that name the same share one process.
 *
 * <p>The same drivers start the server of the run command ({@link dev.longhaul.it.RunLonghaul}), so what a developer
 * runs is what the tests have seen.
 */
@NullMarked
package dev.longhaul.it;

import org.jspecify.annotations.NullMarked;
