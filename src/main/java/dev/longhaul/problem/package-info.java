/**
 * How the program interface says no: problem documents (RFC 9457) for every error, written by one mapper.
 *
 * <p>A leaf that only the {@code rest} leaves use. Only a {@link dev.longhaul.problem.ProblemException} carries a sentence
 * to the caller; whatever a server's own JAX-RS throws is answered by its status alone, because its text may name classes
 * and paths.
 */
@NullMarked
package dev.longhaul.problem;

import org.jspecify.annotations.NullMarked;
