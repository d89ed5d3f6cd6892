package dev.longhaul.productimport;

import dev.longhaul.settings.DataSize;
import dev.longhaul.settings.Settings;
import dev.longhaul.settings.SettingsGroup;

/**
 * What an operator can set about imports.
 *
 * @param uploadLimit the largest file that is taken ({@code longhaul.upload.limit}, default 1 GiB); the server's own limit
 *     for request bodies must be above it
 */
public record ImportSettings(DataSize uploadLimit) implements SettingsGroup {

    static ImportSettings from(Settings settings) {
        return new ImportSettings(settings.size(
                "longhaul.upload.limit",
                DataSize.ofMebibytes(1024),
                DataSize.ofKibibytes(1),
                DataSize.ofMebibytes(64 * 1024)));
    }
}
