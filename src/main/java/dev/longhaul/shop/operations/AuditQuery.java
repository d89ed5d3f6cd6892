package dev.longhaul.shop.operations;

import dev.longhaul.shop.audit.AuditFilter;
import dev.longhaul.shop.problem.InvalidRequestException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads which lines of the audit trail a request wants. Parameters that are missing or blank do not restrict it. */
final class AuditQuery {

    private AuditQuery() {}

    /**
     * The filter of the parameters {@code user}, {@code action}, {@code from} and {@code until}. The last two are days
     * such as 2026-11-29, or instants such as 2026-11-29T08:00:00Z, of UTC; a day as {@code until} is included.
     *
     * @param parameter the value of a parameter, null for none
     * @throws InvalidRequestException for a time that is neither
     */
    static AuditFilter filter(UnaryOperator<@Nullable String> parameter) {
        return new AuditFilter(
                text(parameter.apply("user")),
                text(parameter.apply("action")),
                instant("from", text(parameter.apply("from")), 0),
                instant("until", text(parameter.apply("until")), 1));
    }

    private static @Nullable String text(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static @Nullable Instant instant(String name, @Nullable String value, int daysAfter) {
        if (value == null) {
            return null;
        }
        try {
            return value.contains("T")
                    ? Instant.parse(value)
                    : LocalDate.parse(value)
                            .plusDays(daysAfter)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeException unreadable) {
            throw new InvalidRequestException(
                    name + " must be a day such as 2026-11-29 or an instant such as 2026-11-29T08:00:00Z.");
        }
    }
}
