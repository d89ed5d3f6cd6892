/**
 * Who did what: signed in or failed to, changed a user, started or cancelled an import, downloaded a file; with node,
 * client address and the database's time.
 *
 * <p>For maintainers:
 *
 * <ul>
 *   <li>No code updates a line. Only the retention deletes, and only lines that are older than
 *       {@code longhaul.audit.retention}. On PostgreSQL a trigger refuses everything else, from any program; on H2 the
 *       file's mode is all that keeps other programs away.
 *   <li>A line belongs to the transaction of what it reports, if there is one. Otherwise it is written before a file is
 *       handed out, and right after anything else. A line that cannot be written fails the request: nothing is done
 *       unrecorded because the table is full or broken.
 *   <li>What a stranger can repeat without end, and what a program repeats all day, is counted; see
 *       {@link dev.longhaul.shop.audit.AuditAction}.
 *   <li>This package is below {@code security}, which records here, so its page and its API are in {@code operations}.
 * </ul>
 *
 * <p>May import {@code settings}, {@code database}, {@code cancellation}, {@code lifecycle}, {@code background} and
 * {@code cluster}, for the name of the node.
 */
@NullMarked
package dev.longhaul.shop.audit;

import org.jspecify.annotations.NullMarked;
