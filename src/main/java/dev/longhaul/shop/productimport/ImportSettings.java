package dev.longhaul.shop.productimport;

import dev.longhaul.settings.DataSize;
import dev.longhaul.settings.Settings;
import dev.longhaul.settings.SettingsGroup;
import dev.longhaul.shop.productimport.upload.UploadQuotas;
import java.time.Duration;

/**
 * What an operator can set about imports.
 *
 * @param uploadLimit the largest file that is accepted ({@code longhaul.upload.limit}, default 1 GiB); the server's own
 *     limit for request bodies must be above it
 * @param finishedFor how long an import stays with its file and its rejects after its end
 *     ({@code longhaul.retention.finished-imports}, default 90 days)
 * @param unsealedFor how long after its start an unsealed upload counts as broken off
 *     ({@code longhaul.retention.unfinished-uploads}, default one day); more than the slowest upload takes
 * @param clearEvery pause between two clearings ({@code longhaul.retention.interval}, default one hour)
 * @param quotas how much one user may upload: {@code longhaul.upload.at-once-per-user} (default 4),
 *     {@code longhaul.upload.daily-per-user} (20 GiB), {@code longhaul.upload.kept-per-user} (50 GiB) and
 *     {@code longhaul.upload.waiting-per-user} (100)
 */
public record ImportSettings(
        DataSize uploadLimit, Duration finishedFor, Duration unsealedFor, Duration clearEvery, UploadQuotas quotas)
        implements SettingsGroup {

    static ImportSettings from(Settings settings) {
        Duration second = Duration.ofSeconds(1);
        Duration tenYears = Duration.ofDays(3650);
        return new ImportSettings(
                settings.size(
                        "longhaul.upload.limit",
                        DataSize.ofMebibytes(1024),
                        DataSize.ofKibibytes(1),
                        DataSize.ofMebibytes(64 * 1024)),
                settings.duration("longhaul.retention.finished-imports", Duration.ofDays(90), second, tenYears),
                settings.duration("longhaul.retention.unfinished-uploads", Duration.ofDays(1), second, tenYears),
                settings.duration("longhaul.retention.interval", Duration.ofHours(1), second, Duration.ofDays(7)),
                quotas(settings));
    }

    private static UploadQuotas quotas(Settings settings) {
        DataSize least = DataSize.ofKibibytes(1);
        DataSize most = DataSize.ofMebibytes(1L << 30);
        return new UploadQuotas(
                settings.integer("longhaul.upload.at-once-per-user", 4, 1, 100_000),
                settings.size("longhaul.upload.daily-per-user", DataSize.ofMebibytes(20 * 1024), least, most),
                settings.size("longhaul.upload.kept-per-user", DataSize.ofMebibytes(50 * 1024), least, most),
                settings.integer("longhaul.upload.waiting-per-user", 100, 1, 1_000_000));
    }
}
