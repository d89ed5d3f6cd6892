package dev.longhaul.shop.productimport.web;

import jakarta.servlet.http.HttpServletRequest;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of the pages in one reader's language, with numbers and times as that reader writes them. Immutable. */
final class PageMessages {
    static final String BUNDLE = "dev.longhaul.shop.messages";

    private static final List<String> LANGUAGES = List.of("en", "de");
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long KIB = 1024;

    private final Locale locale;
    private final ResourceBundle bundle;

    PageMessages(Locale locale) {
        this.locale = locale;
        // without the control a German server would answer a French reader in German
        this.bundle = ResourceBundle.getBundle(
                BUNDLE, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** In the first language that has a bundle, otherwise English. */
    static PageMessages of(Iterable<Locale> wanted) {
        for (Locale locale : wanted) {
            if (LANGUAGES.contains(locale.getLanguage())) {
                return new PageMessages(locale);
            }
        }
        return new PageMessages(Locale.ENGLISH);
    }

    /** In the reader's language, which the tags of the page then use as well. */
    static PageMessages of(HttpServletRequest request) {
        PageMessages messages = of(Collections.list(request.getLocales()));
        request.setAttribute("jakarta.servlet.jsp.jstl.fmt.locale.request", messages.locale());
        request.setAttribute("language", messages.locale().toLanguageTag());
        return messages;
    }

    Locale locale() {
        return locale;
    }

    boolean has(String key) {
        return bundle.containsKey(key);
    }

    /** The text under the key with its arguments; plain text, to be escaped where it is shown. */
    String text(String key, Object... arguments) {
        String pattern = bundle.getString(key);
        return arguments.length == 0 ? pattern : new MessageFormat(pattern, locale).format(arguments);
    }

    String number(long value) {
        return NumberFormat.getIntegerInstance(locale).format(value);
    }

    String percent(int percent) {
        return NumberFormat.getPercentInstance(locale).format(percent / 100.0);
    }

    /** A file's length in the unit a person would choose; a decimal only below ten. */
    String size(long bytes) {
        if (bytes < KIB) {
            return text("size.bytes", bytes);
        }
        double value = bytes;
        int unit = -1;
        List<String> units = List.of("size.kilobytes", "size.megabytes", "size.gigabytes");
        while (value >= KIB && unit < units.size() - 1) {
            value /= KIB;
            unit++;
        }
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(value < 10 ? 1 : 0);
        return text(units.get(unit), format.format(value));
    }

    /** A moment in the server's time zone, which it names; the script puts the reader's own in its place. */
    String moment(Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(instant.atZone(ZoneId.systemDefault()))
                + ' '
                + DateTimeFormatter.ofPattern("zzz", locale).format(instant.atZone(ZoneId.systemDefault()));
    }

    /** A time that has passed: to the second below an hour, to the minute above. */
    String exact(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < MINUTE) {
            return text("duration.seconds", seconds);
        }
        if (seconds < HOUR) {
            return text("duration.minutes", seconds / MINUTE, seconds % MINUTE);
        }
        return text("duration.hours", seconds / HOUR, seconds % HOUR / MINUTE);
    }

    /** A time that has passed: in milliseconds below a second, otherwise as {@link #exact}. */
    String precise(Duration duration) {
        long millis = Math.max(0, duration.toMillis());
        return millis < 1000 ? text("duration.milliseconds", millis) : exact(duration);
    }

    /** A time that is guessed, rounded so coarsely that it seldom jumps. */
    String about(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 10) {
            return text("about.moment");
        }
        if (seconds < MINUTE - 5) {
            return text("about.seconds", roundTo(10, seconds));
        }
        long minutes = roundTo(MINUTE, seconds) / MINUTE;
        if (minutes < 60) {
            return text("about.minutes", minutes < 20 ? minutes : roundTo(5, minutes));
        }
        long tens = roundTo(10, minutes);
        return text("about.hours", tens / 60, tens % 60);
    }

    private static long roundTo(long step, long value) {
        return (value + step / 2) / step * step;
    }

    /** The languages that have a bundle, for the test that compares them. */
    static List<String> languages() {
        return LANGUAGES;
    }
}
