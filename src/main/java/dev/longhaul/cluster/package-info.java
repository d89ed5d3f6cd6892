/**
 * This node and its peers: who is there, and the cache manager that shared state is built on. Imports {@code settings},
 * {@code database}, {@code cancellation} and {@code lifecycle}. Only this package and {@code asyncstate} may name
 * Infinispan or JGroups.
 *
 * <p>What a changer must know:
 *
 * <ul>
 *   <li>Without peers there is no transport at all: no port is opened, the start waits for nobody, and nobody can join.
 *       With peers the node uses its own JGroups stack over TCP, of which every value comes from
 *       {@code longhaul.cluster.*}: no system property, because two applications in one server would share it.
 *   <li>The stack file must not have a name that Infinispan or JGroups ships ({@code tcp.xml}): theirs would be found
 *       first.
 *   <li>The name of the cluster contains the random id of the database: nodes on different databases share nothing
 *       true, so they must not share state or a view either.
 *   <li>The cache manager is stopped by the disposer of the node only. Draining happens earlier, in the shutdown
 *       sequence; the servers destroy beans in different orders.
 *   <li>Infinispan has its own threads for the network; they end with the manager. What it calls back on them only
 *       hands over.
 *   <li>The owner of a run or state is known by incarnation, a random id of each start. The name of a node returns
 *       after a restart, its incarnation does not.
 * </ul>
 */
@NullMarked
package dev.longhaul.cluster;

import org.jspecify.annotations.NullMarked;
