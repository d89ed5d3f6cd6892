/**
 * What a request's body may cost: its size, its time, the thread that reads it.
 *
 * <p>Decisions for maintainers:
 *
 * <ul>
 *   <li>A small body, which is every body but an upload, is collected before any parser sees it and without holding a
 *       thread: the request is asynchronous until the last byte, then the container dispatches it again and the filters
 *       and the servlet find the whole body. The deadline is the timeout of the asynchronous request.
 *   <li>An upload is read by its own handler on a thread of the container, so a node reads only a limited number at
 *       once, and one that falls below the minimum rate ends with a {@link java.net.SocketTimeoutException}.
 *   <li>The rest of a refused body is not read, except for the sender of an upload, whose browser would show nothing.
 *       Undertow would still read it, on a worker thread, and Grizzly would keep the connection until it has arrived;
 *       {@code UnreadBody} closes the connection before that.
 *   <li>The parameters of a request with a body come from our own parser, within its limits, never from the
 *       container's.
 * </ul>
 */
@NullMarked
package dev.longhaul.shop.security.body;

import org.jspecify.annotations.NullMarked;
