/** The pages in a real Chromium. */
@NullMarked
package dev.longhaul.it.browser;

import org.jspecify.annotations.NullMarked;
