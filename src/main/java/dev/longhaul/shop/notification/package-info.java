/**
 * Mail about runs: to the person who started one when it ends, and to support when it fails. Imports {@code run},
 * {@code background}, {@code security} for addresses, and the packages below them.
 *
 * <p>What a changer must know:
 *
 * <ul>
 *   <li>Mail goes out through a mail session of the container, found by its JNDI name. Without one, nothing is recorded
 *       or sent, and the log says so once.
 *   <li>A mail is a row before it is sent, and the row is taken before the server is spoken to. So it is sent once:
 *       what fails cleanly is tried again, what a stop left waiting goes out after the next start, and what was in the
 *       hands of a process that died is not sent again but named in the log, because it may have gone out.
 *   <li>Only the queue {@code mail} speaks to a mail server, never a request and never the thread that ended a run.
 *   <li>What a run is called is its feature's business: it brings a {@link dev.longhaul.shop.notification.RunTopics}
 *       bean.
 * </ul>
 */
@NullMarked
package dev.longhaul.shop.notification;

import org.jspecify.annotations.NullMarked;
