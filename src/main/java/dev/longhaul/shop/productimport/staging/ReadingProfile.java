package dev.longhaul.shop.productimport.staging;

import dev.longhaul.shop.reading.column.ReadingChoices;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the files of one supplier are read, saved under a name for the whole shop.
 *
 * @param name unique whatever its case; 1 to {@value #LONGEST_NAME} characters
 * @param headerPrint of the header by which a file is recognised; null if files are not recognised
 * @param choices what the person decided who saved it
 * @param savedBy who saved it last
 */
public record ReadingProfile(
        String name, @Nullable String headerPrint, ReadingChoices choices, String savedBy, Instant savedAt) {

    public static final int LONGEST_NAME = 100;
}
