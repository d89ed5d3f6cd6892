package dev.longhaul.shop.catalog;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * Why a record is refused or questioned: a stable code with its arguments, put into words where it is shown. Stored as
 * JSON.
 *
 * @param key of the sentence: the {@link #code}, or the code with a dot and one of its cases
 * @param arguments of the sentence, in its order
 */
public record Reason(String key, List<String> arguments) {

    private static final String BUNDLE = "dev.longhaul.shop.messages";

    /** Marks a sentence that an earlier version has stored in place of arguments. */
    private static final String WRITTEN = ".written";

    public Reason {
        arguments = List.copyOf(arguments);
    }

    /**
     * A reason whose arguments are written as their texts.
     *
     * @param key of a sentence of the message bundles, without its prefix {@code reason.}
     */
    public static Reason of(String key, @Nullable Object... arguments) {
        return new Reason(key, Arrays.stream(arguments).map(String::valueOf).toList());
    }

    /** A reason that an earlier version has stored as an English sentence. */
    public static Reason written(String code, String sentence) {
        return new Reason(code + WRITTEN, List.of(sentence));
    }

    /** For machines: stable, lower-case. */
    public String code() {
        int end = key.indexOf('.');
        return end < 0 ? key : key.substring(0, end);
    }

    /** One sentence for people, in a language that has a bundle, otherwise in English. */
    public String sentence(Locale language) {
        return key.endsWith(WRITTEN) ? arguments.get(0) : text(language, "reason." + key, arguments.toArray());
    }

    /** A text of the message bundles with its arguments. */
    public static String text(Locale language, String key, Object... arguments) {
        // without the control a German server would answer a French reader in German
        String pattern = ResourceBundle.getBundle(
                        BUNDLE,
                        language,
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
                .getString(key);
        return new MessageFormat(pattern, language).format(arguments);
    }
}
