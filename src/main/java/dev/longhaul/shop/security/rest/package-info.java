/**
 * What JAX-RS calls for security: the rule that a resource method without a role is denied, the answer to a forged
 * request, and the users.
 *
 * <p>The roles of a resource method are checked here by our own filter and not by the servers' features, which differ
 * in whether they are on. {@code web.xml} holds the same rules per URL; a test compares the two.
 */
@NullMarked
package dev.longhaul.shop.security.rest;

import org.jspecify.annotations.NullMarked;
