/**
 * What the containers do to Longhaul's code, asked from inside: these test classes run in WildFly and in Payara, in a
 * small archive of their own that uses the same datasource on PostgreSQL as the application beside it.
 *
 * <p>Arquillian only deploys and carries the results; the servers are those of the other tests. Its two adapters cannot
 * be on one class path, so each Failsafe execution leaves one out and names the other in {@code arquillian.launch}.
 */
@NullMarked
package dev.longhaul.it.container;

import org.jspecify.annotations.NullMarked;
