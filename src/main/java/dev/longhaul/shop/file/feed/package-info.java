/** Products as a feed: RSS or Atom with Google's product names. */
@NullMarked
package dev.longhaul.shop.file.feed;

import org.jspecify.annotations.NullMarked;
