/**
 * The application's own signals (started, stopping, stopped), its one shutdown sequence, and the threads that live as
 * long as it does. Imports {@code cancellation} and {@code settings}.
 *
 * <p>What a changer must know:
 *
 * <ul>
 *   <li>The sequence runs in {@code @Observes Shutdown}, the last callback in which JNDI, the datasource, CDI and the
 *       cache work on both servers. Nothing may depend on the order of {@code @PreDestroy}: the servers differ.
 *   <li>At that moment WildFly refuses every new task. So nothing in the sequence needs a thread of its own: it waits
 *       and cleans up on the thread that stops the application.
 *   <li>Participants are handled in the reverse of the order in which they were registered, because what registers
 *       later uses what registered earlier: runs drain before the queue, the queue before the shared state.
 *   <li>Permanent loops are threads of a managed thread factory and not tasks: WildFly waits for tasks before it tells
 *       anybody that it is being suspended.
 * </ul>
 */
@NullMarked
package dev.longhaul.lifecycle;

import org.jspecify.annotations.NullMarked;
