package dev.longhaul.shop.reading.mapping;

import dev.longhaul.shop.reading.column.ProductColumn;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * From when to when a sale price is paid. A date without a time covers the whole day in UTC; the files do not name a
 * zone.
 *
 * @param from null if it has always been paid
 * @param until the first moment at which it is no longer paid; null if it does not end
 */
record SalePeriod(@Nullable Instant from, @Nullable Instant until) {

    private static final int DATE_CHARS = 10;

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd['T'][' ']HH:mm[:ss]")
            .optionalStart()
            .appendOffset("+HH:mm", "Z")
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    /** Blank texts set no bound. Null if one of them is not an unambiguous date. */
    static @Nullable SalePeriod parse(String from, String until) {
        try {
            return new SalePeriod(from.isBlank() ? null : start(from), until.isBlank() ? null : end(until));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Google writes both in one cell: {@code 2026-11-01T09:00+0100/2026-11-30T23:59+0100}. */
    static @Nullable SalePeriod parse(String both) {
        int slash = both.indexOf('/');
        return slash < 0
                ? parse(both, "")
                : parse(
                        both.substring(0, slash).strip(),
                        both.substring(slash + 1).strip());
    }

    /**
     * Whether a record's sale price is paid at a moment; true if the record does not say when. A period that cannot be
     * read, or is another one, is a warning.
     */
    static boolean isNow(RecordCells cells, Instant now) {
        String starts = cells.raw(ProductColumn.SALE_STARTS);
        String ends = cells.raw(ProductColumn.SALE_ENDS);
        String both = cells.raw(ProductColumn.SALE_PERIOD);
        if (starts.isEmpty() && ends.isEmpty() && both.isEmpty()) {
            return true;
        }
        SalePeriod period = both.isEmpty() ? parse(starts, ends) : parse(both);
        ProductColumn named = !both.isEmpty()
                ? ProductColumn.SALE_PERIOD
                : starts.isEmpty() ? ProductColumn.SALE_ENDS : ProductColumn.SALE_STARTS;
        if (period != null && period.includes(now)) {
            return true;
        }
        cells.warn(
                cells.mapping().column(named),
                cells.raw(named),
                period == null ? "sale-date-unreadable" : "sale-not-now");
        return false;
    }

    boolean includes(Instant moment) {
        return (from == null || !moment.isBefore(from)) && (until == null || moment.isBefore(until));
    }

    private static Instant start(String text) {
        return text.length() == DATE_CHARS
                ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                : moment(text);
    }

    private static Instant end(String text) {
        // Magento writes midnight for a date but means the whole day
        boolean wholeDay = text.length() == DATE_CHARS || text.endsWith(" 00:00:00");
        return wholeDay ? start(text.substring(0, DATE_CHARS)).plusSeconds(24 * 60 * 60) : moment(text);
    }

    private static Instant moment(String written) {
        // Google leaves out the colon of an offset
        String text = written.replaceFirst("(:\\d\\d[+-]\\d\\d)(\\d\\d)$", "$1:$2");
        return ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from) instanceof OffsetDateTime zoned
                ? zoned.toInstant()
                : LocalDateTime.parse(text, ISO).toInstant(ZoneOffset.UTC);
    }
}
