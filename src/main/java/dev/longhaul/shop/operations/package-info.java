/**
 * What the tools of an operator ask the application: whether it is ready to serve, who did what, and how this server
 * notices that a client has left.
 *
 * <p>Views only; nothing here changes anything. The health check says no more than which of a few faults it found,
 * because it is readable without signing in. The report on requests is for signed-in users, the audit trail for
 * administrators.
 */
@NullMarked
package dev.longhaul.shop.operations;

import org.jspecify.annotations.NullMarked;
