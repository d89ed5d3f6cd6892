/**
 * The import's pages and its event stream.
 *
 * <p>For maintainers:
 *
 * <ul>
 *   <li>The server renders everything; the script only replaces what the server rendered. Messages come from the bundle
 *       {@code messages}. {@link dev.longhaul.shop.productimport.web.ImportTexts} makes the texts of one import for the
 *       pages, the polled fragment and the events alike.
 *   <li>A pattern of the bundle has no straight apostrophe: {@code MessageFormat} would drop it. Text of a file or a
 *       user is never part of a pattern that a page prints unescaped; it reaches a page only through {@code c:out}.
 *   <li>Servlets only read requests and hand them over. An upload is read as a stream, never by {@code getParts()}: the
 *       servers would first keep it in memory or in a file.
 *   <li>An event stream is a {@link dev.longhaul.request.LongRequest}, which sends the heartbeat and notices when the
 *       reader has left. Once it is started, nothing may touch the servlet's request: Payara reuses its objects for the
 *       next request.
 * </ul>
 */
@NullMarked
package dev.longhaul.shop.productimport.web;

import org.jspecify.annotations.NullMarked;
