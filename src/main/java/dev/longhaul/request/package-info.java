/**
 * Tells the work on a request that its answer is no longer needed: the client has gone, its time is over, or the
 * application is stopping. One call in a servlet or a JAX-RS method starts it, on the request's own thread
 * ({@code LongRequests.open}) or asynchronously ({@code LongRequests.start}). Without CDI,
 * {@link dev.longhaul.request.LongRequests#start(dev.longhaul.lifecycle.Lifecycle,
 * dev.longhaul.request.RequestSettings)} makes the object that has these methods. Imports {@code settings},
 * {@code cancellation} and {@code lifecycle}; needs the APIs of Servlet and JSON Processing, which the server has.
 *
 * <p>{@link dev.longhaul.request.RequestsInProgress} counts the requests that are on a thread of the container, so that
 * a stop can wait for them.
 *
 * <p>For maintainers:
 *
 * <ul>
 *   <li>No server tells an application that a client has left, unless it reads or writes. The portable detector is a
 *       write that throws, and whatever it throws counts: Payara gives a {@code NullPointerException} when a connection
 *       dies under a write. {@code AsyncListener.onError} and {@code onComplete} are a bonus that Payara does not
 *       always pay.
 *   <li>A request is RUNNING until one compare-and-set makes it ABORTED or FINISHED. Body, heartbeat and completion
 *       share the lock of {@code ResponseWriter}; nothing of the container is touched after completion, since Payara
 *       gives the objects to the next request.
 *   <li>The first heartbeat sends the head of the answer: from then on status and headers cannot change, and what would
 *       be an error travels in the body.
 *   <li>The asynchronous form writes without blocking ({@code WriteListener}), so a client that takes nothing holds no
 *       thread. The blocking form cannot: on WildFly a stream with a listener is not writable before the request's
 *       thread has returned. So there a heartbeat is written by the loop only while all that was sent fits the smallest
 *       buffer of a socket, later by a thread that may wait.
 *   <li>Tokens fire on threads of this package, never on one of the container's that does input and output, and not on
 *       its executor: that may be full of the very work which the token is to end.
 * </ul>
 */
@NullMarked
package dev.longhaul.request;

import org.jspecify.annotations.NullMarked;
