package dev.longhaul.shop.productimport.rest;

import dev.longhaul.shop.productimport.staging.ReadingProfile;
import dev.longhaul.shop.reading.column.WrittenChoices;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A saved profile, as a program reads it.
 *
 * @param choices what was decided, by the names of the parameters of an import
 * @param columns what columns are, as {@code name:field}
 * @param recognises whether files are recognised by their header
 * @param savedBy who saved it last
 */
public record ReadingProfileDocument(
        String name,
        Map<String, String> choices,
        List<String> columns,
        boolean recognises,
        String savedBy,
        Instant savedAt) {

    static ReadingProfileDocument of(ReadingProfile profile) {
        return new ReadingProfileDocument(
                profile.name(),
                WrittenChoices.texts(profile.choices()),
                profile.choices().columns().entrySet().stream()
                        .map(column -> column.getKey() + ":" + column.getValue())
                        .sorted()
                        .toList(),
                profile.headerPrint() != null,
                profile.savedBy(),
                profile.savedAt());
    }
}
