/**
 * This node, its peers, and the maps and signals that they share. Imports {@code settings}, {@code database},
 * {@code cancellation} and {@code lifecycle}. Only this package names JGroups and Infinispan's caches; no public
 * signature does.
 *
 * <p>For maintainers:
 *
 * <ul>
 *   <li>Without peers there is no transport at all: no port is opened, the start waits for no other node, and no other
 *       node can join. With peers the node uses its own JGroups stack over TCP, and every value of it comes from
 *       {@code longhaul.cluster.*}: not from system properties, which two applications in one server would share.
 *   <li>The stack file must not have a name that Infinispan or JGroups ships ({@code tcp.xml}): theirs would be found
 *       first.
 *   <li>The name of the cluster contains the random id of the database: nodes on different databases must share neither
 *       state nor a view.
 *   <li>Entries are stored as objects ({@code application/x-java-object}); as bytes a merge policy would get bytes and
 *       fail, and the nodes would stay different. On the wire they are ProtoStream.
 *   <li>What a peer sends is not trusted to be of the right kind. {@code WireMessages} keeps JGroups from making
 *       objects of the sender's choice, {@code EntryCheck} keeps entries of another type or under another's key out of
 *       every map, and {@code HandshakeServerSocket} keeps connections that are half open away from JGroups' one
 *       accepting thread.
 *   <li>In a container only the disposer of the node stops the cache manager. Draining happens earlier, in the shutdown
 *       sequence; the servers destroy beans in different orders.
 *   <li>Infinispan has its own threads for the network; they end with the manager. Callbacks on them only hand over.
 *   <li>The owner of a run or state is known by incarnation, a random id of each start. The name of a node returns
 *       after a restart, its incarnation does not.
 * </ul>
 */
@NullMarked
package dev.longhaul.cluster;

import org.jspecify.annotations.NullMarked;
