/** Requests: which are in progress, so that a stop can wait for them. */
@NullMarked
package dev.longhaul.request;

import org.jspecify.annotations.NullMarked;
