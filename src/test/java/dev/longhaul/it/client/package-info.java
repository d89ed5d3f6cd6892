/** Programs that speak to a server: the API, event streams, bare sockets. */
@NullMarked
package dev.longhaul.it.client;

import org.jspecify.annotations.NullMarked;
