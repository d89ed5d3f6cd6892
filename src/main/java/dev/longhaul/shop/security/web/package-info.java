/**
 * What the servlet container calls for security: the authentication mechanism, the forgery filter, the headers, the
 * sign-in page and the error page.
 *
 * <p>Order of a request: the container asks {@code SignInMechanism} first, for every URL, public or not. It refuses a
 * request of a shape nobody of ours sends, sets the headers, and finds out who calls. Then the container applies the
 * constraints of {@code web.xml}; then come the filters in the order of that file; then the servlet. Whatever ends in
 * an error goes through {@code ErrorServlet}.
 *
 * <p>Redirects carry a path and never a host, so a forged Host header leads nowhere. Scheme, host and address of a
 * client come from {@code ClientConnection} alone, which knows the trusted proxies.
 */
@NullMarked
package dev.longhaul.shop.security.web;

import org.jspecify.annotations.NullMarked;
