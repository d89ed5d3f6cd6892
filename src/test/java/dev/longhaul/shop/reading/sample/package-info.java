/**
 * One generated catalogue, and the files that shops would write of it. Each layout follows the rules of its shop, so a
 * file that is read otherwise than its shop means it does not give the catalogue back.
 */
@NullMarked
package dev.longhaul.shop.reading.sample;

import org.jspecify.annotations.NullMarked;
