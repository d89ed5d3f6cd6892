/**
 * Asks running work to stop, tells it why, and lets it clean up: .NET's cancellation contract for Java, with a reason
 * and a readable deadline. Plain Java: imports nothing of the project and no container.
 *
 * <p>Code that cancels holds a {@link dev.longhaul.cancellation.CancellationSource}; the work that is cancelled holds
 * only its {@link dev.longhaul.cancellation.CancellationToken}. Nothing here stops a thread: work stops because it
 * looks at its token, or because a bridge turns the request into what a blocking call understands
 * ({@link dev.longhaul.cancellation.InterruptScope}, {@link dev.longhaul.cancellation.StatementScope},
 * {@link dev.longhaul.cancellation.ConnectionScope}, {@link dev.longhaul.cancellation.CancellableFutures}).
 *
 * <p>For maintainers:
 *
 * <ul>
 *   <li>Everything about a token that changes does so under one lock, that of its {@code CallbackList}; only the check
 *       reads without it, a single volatile field of the token itself.
 *   <li>No code of others runs, and no lock of a second token is taken, while that lock is held. So links may be
 *       closed, cancelled and made in any order on any threads, and cannot deadlock.
 *   <li>A token ends once, as cancelled or as closed. Everything that is kept for a living token (callbacks, links, the
 *       alarm) is let go at that moment, so that an ended child costs its parent nothing.
 *   <li>There is no thread here. Time comes through {@link dev.longhaul.cancellation.CancellationTimer}.
 * </ul>
 */
@NullMarked
package dev.longhaul.cancellation;

import org.jspecify.annotations.NullMarked;
