/**
 * Who is at the other end of a request: scheme, host and port that the client used, and the client's own address.
 *
 * <p>Behind a proxy these differ from what the server sees, and only the proxy can say them. So a proxy is believed if
 * and only if its TCP address is one of the setting {@code longhaul.proxy.trusted}; what any other peer says in such
 * headers is ignored.
 *
 * <p>For maintainers:
 *
 * <ul>
 *   <li>{@link dev.longhaul.shop.security.connection.ClientConnection#of} is the one place that reads scheme, host,
 *       port and address from a request. A rule in {@code ArchitectureTest} keeps it so.
 *   <li>Exactly one family of headers is read, by the setting {@code longhaul.proxy.headers}. A proxy overwrites the
 *       family that it knows and passes the other one through from the client, so reading both would let the client
 *       choose.
 *   <li>A header that does not have the one form expected counts as absent. Nothing is guessed from it.
 * </ul>
 */
@NullMarked
package dev.longhaul.shop.security.connection;

import org.jspecify.annotations.NullMarked;
