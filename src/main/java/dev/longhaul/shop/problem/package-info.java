/**
 * How the API says no: a problem document (RFC 9457) for every error. {@link dev.longhaul.shop.problem.Problem} is the
 * only place that knows its members, its titles and its media type; one mapper per kind of exception fills it in, and
 * the error page of {@code security} writes the same document where JAX-RS does not answer. Requests that wait are
 * answered by the library, which writes documents of the same form.
 *
 * <p>Used by the {@code rest} leaves. Imports {@code background}, so that the refusals of a queue are answered alike
 * wherever a resource enqueues: 429 when a queue is full, 503 when the application is stopping, both with
 * {@code Retry-After}. Imports {@code database}, so that a database which cannot be used now is answered alike by the
 * API, the pages and the sign-in: 503 with {@code Retry-After}.
 *
 * <p>Only a {@link dev.longhaul.shop.problem.ProblemException} or an
 * {@link dev.longhaul.shop.problem.InvalidRequestException} carries a sentence to the caller. An exception of the
 * server's own JAX-RS is answered by its status alone, because its text may name classes and paths.
 */
@NullMarked
package dev.longhaul.shop.problem;

import org.jspecify.annotations.NullMarked;
