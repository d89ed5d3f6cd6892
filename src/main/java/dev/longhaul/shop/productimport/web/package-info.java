/**
 * The import's pages and its event stream.
 *
 * <p>For a changer:
 *
 * <ul>
 *   <li>The server renders everything; the script only replaces what the server rendered. Each text a person reads
 *       comes from the bundle {@code messages}, and {@link dev.longhaul.shop.productimport.web.ImportFigures} makes the
 *       texts of one import for the pages, the polled fragment and the events alike.
 *   <li>A pattern of the bundle has no straight apostrophe: {@code MessageFormat} would eat it. Text of a file or a
 *       user never stands in a pattern that a page prints unescaped; it reaches a page only through {@code c:out}.
 *   <li>Servlets only take requests apart and hand answers over. An upload is read as a stream, never as
 *       {@code getParts()}: the servers would keep it in memory or in a file first.
 *   <li>A stream of events is a {@link dev.longhaul.request.LongRequest}: its heartbeat, and that its reader has gone,
 *       are that one's business. Once it is started nothing of the servlet's request may be touched, because Payara
 *       gives its objects to the next one.
 * </ul>
 */
@NullMarked
package dev.longhaul.shop.productimport.web;

import org.jspecify.annotations.NullMarked;
