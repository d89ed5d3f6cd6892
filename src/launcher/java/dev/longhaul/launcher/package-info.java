/**
 * The run command, and the processes of servers that it starts.
 *
 * <p>{@link dev.longhaul.launcher.ServerUnderTest} is one process of WildFly or Payara: started from the unpacked
 * distribution that all share, in a base directory, on ports and on data of its own, configured by the scripts in
 * {@code server-config} that users run. {@link dev.longhaul.launcher.RunLonghaul} starts one or two of them until
 * Ctrl-C. The integration tests start the same ones, so a developer runs what the tests have seen.
 *
 * <p>This is neither in the WAR nor in the library: it has a source root of its own, which is compiled ahead of the
 * tests and without them.
 */
@NullMarked
package dev.longhaul.launcher;

import org.jspecify.annotations.NullMarked;
