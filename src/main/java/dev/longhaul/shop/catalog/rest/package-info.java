/** The catalogue for programs, read-only: what an import has made of a file. */
@NullMarked
package dev.longhaul.shop.catalog.rest;

import org.jspecify.annotations.NullMarked;
