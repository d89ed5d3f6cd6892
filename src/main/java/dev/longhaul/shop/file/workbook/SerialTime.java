package dev.longhaul.shop.file.workbook;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Dates and times, which spreadsheets keep as the number of days since the end of 1899 or, on old Macs, 1904. */
final class SerialTime {

    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);
    private static final LocalDate DAY_ZERO_1904 = LocalDate.of(1904, 1, 1);
    private static final int LAST_DAY = 2_958_465;
    /** Spreadsheets have a 29 February 1900, which did not exist. */
    private static final int FALSE_LEAP_DAY = 60;

    private static final BigDecimal SECONDS_A_DAY = new BigDecimal(86_400);
    private static final int SECONDS = 86_400;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private SerialTime() {}

    /** Null for what is not a date: a spreadsheet shows it as {@code ####}. */
    static @Nullable String shown(BigDecimal serial, FormatCode.Kind kind, boolean since1904) {
        if (serial.signum() < 0 || serial.compareTo(new BigDecimal(LAST_DAY + 1)) >= 0) {
            return null;
        }
        long seconds =
                serial.multiply(SECONDS_A_DAY).setScale(0, RoundingMode.HALF_UP).longValueExact();
        int day = (int) (seconds / SECONDS);
        String time = TIME.format(LocalTime.ofSecondOfDay(seconds % SECONDS));
        return switch (kind) {
            case TIME -> time;
            case DURATION -> seconds / 3600 + time.substring(2);
            case DATE -> date(day, since1904);
            default -> {
                String date = date(day, since1904);
                yield date == null ? null : date + "T" + time;
            }
        };
    }

    private static @Nullable String date(int day, boolean since1904) {
        if (since1904) {
            return DAY_ZERO_1904.plusDays(day).toString();
        }
        if (day == FALSE_LEAP_DAY) {
            return "1900-02-29";
        }
        return day == 0
                ? null
                : DAY_ZERO.plusDays(day < FALSE_LEAP_DAY ? day + 1 : day).toString();
    }
}
