/**
 * The application's own signals (started, stopping, stopped), its one shutdown sequence, and the threads that live as
 * long as it does. {@link dev.longhaul.lifecycle.Lifecycle} wires them, in a container and without one. Imports
 * {@code cancellation} and {@code settings}.
 *
 * <p>For maintainers:
 *
 * <ul>
 *   <li>The sequence runs in {@code @Observes Shutdown}, the last callback in which JNDI, the datasource, CDI and the
 *       cache work on both servers. Nothing may depend on the order of {@code @PreDestroy}: the servers differ.
 *   <li>At that moment WildFly refuses every new task. So the sequence needs no thread of its own: it waits and cleans
 *       up on the thread that stops the application.
 *   <li>Participants are handled in the reverse of the order in which they were registered, because what registers
 *       later uses what registered earlier: runs drain before the queue, the queue before the shared state.
 *   <li>Permanent loops are threads of a managed thread factory and not tasks: WildFly waits for tasks before it
 *       announces that it is being suspended.
 *   <li>An object that wakes a loop is given a {@code WakeUp} or an {@code Inbox} when it is constructed; the loop is
 *       started with the same one. So no object has a callback that is set later.
 * </ul>
 */
@NullMarked
package dev.longhaul.lifecycle;

import org.jspecify.annotations.NullMarked;
