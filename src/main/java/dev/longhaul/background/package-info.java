/**
 * Runs tasks behind the request that asked for them: in order and one at a time unless a setting says otherwise, and
 * without losing one silently. Imports {@code settings}, {@code cancellation} and {@code lifecycle}.
 *
 * <p>What a changer must know:
 *
 * <ul>
 *   <li>Threads are the container's, reached through one {@link java.util.concurrent.Executor}; it may refuse at any time
 *       (WildFly does so from the moment it is told to stop or to suspend), and then the task stays in its queue and is
 *       tried again.
 *   <li>A worker takes further tasks only for a short while and then asks the executor again, so that a long queue lets a
 *       suspended server come to rest after the tasks that are running.
 *   <li>No lock is held while a task, a callback or the executor runs.
 *   <li>A task has its own request context, the security identity of the application and no transaction: the thread that
 *       enqueued it lends it nothing. A servlet or JAX-RS context object handed in is dead by the time the task reads it.
 *   <li>A task that ignores its token is interrupted only when it says that no JDBC can be under it: an interrupt inside
 *       H2 can close the database for everybody.
 * </ul>
 */
@NullMarked
package dev.longhaul.background;

import org.jspecify.annotations.NullMarked;
