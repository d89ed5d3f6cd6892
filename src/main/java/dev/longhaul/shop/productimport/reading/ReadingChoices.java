package dev.longhaul.shop.productimport.reading;

import dev.longhaul.shop.productimport.file.FileChoices;

/**
 * What a person decides about a file; the rest is recognised.
 *
 * @param file about its bytes
 */
public record ReadingChoices(FileChoices file) {

    /** Everything is recognised. */
    public static final ReadingChoices NONE = new ReadingChoices(FileChoices.NONE);
}
