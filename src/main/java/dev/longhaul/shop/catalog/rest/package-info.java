/** The catalogue for programs, to read only: what an import has made of a file. */
@NullMarked
package dev.longhaul.shop.catalog.rest;

import org.jspecify.annotations.NullMarked;
