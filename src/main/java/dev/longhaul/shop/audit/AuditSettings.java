package dev.longhaul.shop.audit;

import dev.longhaul.settings.Settings;
import dev.longhaul.settings.SettingsGroup;
import java.time.Duration;

/**
 * What an operator can set about the audit trail.
 *
 * @param retention how long a line is kept ({@code longhaul.audit.retention}); at least 30 days, below which
 *     PostgreSQL's trigger refuses to delete
 */
record AuditSettings(Duration retention) implements SettingsGroup {

    static AuditSettings from(Settings settings) {
        return new AuditSettings(settings.duration(
                "longhaul.audit.retention", Duration.ofDays(365), Duration.ofDays(30), Duration.ofDays(3650)));
    }
}
