/**
 * How the program interface says no: problem documents (RFC 9457) for every error, written by one mapper.
 *
 * <p>Used by the {@code rest} leaves; imports {@code background}, so that its refusals are answered alike wherever a
 * resource enqueues: 429 when a queue is full, 503 when the application is stopping, both with {@code Retry-After}.
 * Only a {@link dev.longhaul.shop.problem.ProblemException} carries a sentence to the caller; whatever a server's own
 * JAX-RS throws is answered by its status alone, because its text may name classes and paths.
 */
@NullMarked
package dev.longhaul.shop.problem;

import org.jspecify.annotations.NullMarked;
