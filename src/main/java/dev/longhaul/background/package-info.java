/**
 * Runs tasks behind the request that asked for them, or at their dates: in order and one at a time unless a setting
 * says otherwise, and without losing one silently. Imports {@code settings}, {@code cancellation} and
 * {@code lifecycle}. {@link dev.longhaul.background.Background} wires the parts, in a container and without one.
 *
 * <p>For maintainers:
 *
 * <ul>
 *   <li>Threads are the container's, reached through one {@link java.util.concurrent.Executor}; it may refuse at any
 *       time (WildFly does so from the moment it is told to stop or to suspend), and then the task stays in its queue
 *       and is tried again.
 *   <li>A worker takes further tasks only for a short while and then asks the executor again, so that a long queue lets
 *       a suspended server come to rest after the tasks that are running.
 *   <li>No lock is held while a task, a callback or the executor runs.
 *   <li>A task has its own request context, the security identity of the application and no transaction: the thread
 *       that enqueued it lends it nothing but a name for the log. A transaction that a task leaves open is rolled back,
 *       and the task has failed.
 *   <li>A task that captured an object of the request, such as a {@code HttpServletRequest} or a {@code UriInfo}, is
 *       refused by name. Only the task's own fields are looked at, which for a lambda are what it captured. An object
 *       behind one of them is not found, as when a lambda uses a field of the resource that enqueues it and so captures
 *       {@code this}. Then the task runs, and fails when it reads: on WildFly with {@code RESTEASY003880: Unable to
 *       find contextual data} for {@code @Context} and {@code WELD-000710: Cannot inject HttpServletRequest outside of
 *       a Servlet request} for {@code @Inject}; on Payara see docs/background.md. A {@code @RequestScoped} bean is no
 *       fault: it answers with the instance of the task's own context, so what the request had put into its own is not
 *       there. {@code AsyncContext}, {@code AsyncResponse} and event sinks are made to outlive the call and are
 *       accepted.
 *   <li>A queue asks for no thread that no waiting task needs: workers on their way are counted against what waits.
 *   <li>Timed tasks are tasks of a queue, enqueued by a permanent loop and not by the container's scheduler: WildFly
 *       drops what comes due while a server is suspended, and a chain of dates would end there.
 *   <li>A task that ignores its token is interrupted only when it says that no JDBC can be under it: an interrupt
 *       inside H2 can close the database for everybody.
 * </ul>
 */
@NullMarked
package dev.longhaul.background;

import org.jspecify.annotations.NullMarked;
