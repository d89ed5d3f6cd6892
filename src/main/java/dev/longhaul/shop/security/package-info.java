/**
 * Who may do what: users, sign-ins, API tokens, bad passwords, forged requests.
 *
 * <p>Decisions a changer must know:
 *
 * <ul>
 *   <li>The database decides each request anew. Nothing about a user or a sign-in is cached, so ending a sign-in,
 *       disabling a user or taking a role away holds on every node at the next request. The only thing remembered is
 *       that a password matched a certain stored hash, because computing that is meant to be slow.
 *   <li>A sign-in is a random 256-bit value in a cookie; the table keeps its SHA-256 only. There is no
 *       {@code HttpSession} anywhere.
 *   <li>A temporary password gives one role instead of the user's own, which only the change of the password names. So
 *       every other rule, also one of a later feature, refuses its owner without having to know of it.
 *   <li>Expiry is judged by the database's clock, never by a node's.
 *   <li>The leaf {@code web} holds what the servlet container calls, the leaf {@code rest} what JAX-RS calls. This
 *       package stays free of both but for {@link dev.longhaul.shop.security.ForgeryTokens} and the mark that
 *       {@link dev.longhaul.shop.security.SignIn} leaves in a request. The leaf {@code guessing} has the rule against
 *       guessing passwords, the leaf {@code connection} what a proxy says about its client.
 *   <li>Nothing is reachable without a rule: {@code web.xml} ends in a constraint that denies everything, and a JAX-RS
 *       method without a role annotation is denied.
 * </ul>
 *
 * <p>May import {@code settings}, {@code database}, {@code lifecycle}, {@code shop.audit} and {@code shop.problem}.
 */
@NullMarked
package dev.longhaul.shop.security;

import org.jspecify.annotations.NullMarked;
