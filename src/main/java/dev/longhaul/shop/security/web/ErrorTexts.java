package dev.longhaul.shop.security.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of the error page in one reader's language. Immutable. */
final class ErrorTexts {

    private static final String BUNDLE = "dev.longhaul.shop.messages";
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    private static final int MOST_LANGUAGES = 20;

    private final ResourceBundle bundle;

    private ErrorTexts(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** In the first language that the client accepts and that has texts; English otherwise. */
    static ErrorTexts of(HttpServletRequest request) {
        return of(Collections.list(request.getLocales()));
    }

    static ErrorTexts of(List<Locale> accepted) {
        return accepted.stream()
                .limit(MOST_LANGUAGES)
                .map(ErrorTexts::bundle)
                .filter(found -> !found.getLocale().getLanguage().isEmpty())
                .findFirst()
                .map(ErrorTexts::new)
                .orElseGet(ErrorTexts::english);
    }

    /** For programs. */
    static ErrorTexts english() {
        return new ErrorTexts(bundle(Locale.ENGLISH));
    }

    String text(String key) {
        return bundle.getString(key);
    }

    /** The sentence for a status, or the one for all others. */
    String sentenceOf(int status) {
        return textOr("error.sentence." + status, "error.sentence.other");
    }

    /** The heading for a status, or the one for all others. */
    String titleOf(int status) {
        return textOr("error.title." + status, "error.title.other");
    }

    private String textOr(String key, String other) {
        return bundle.getString(bundle.containsKey(key) ? key : other);
    }

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(BUNDLE, locale, NO_FALLBACK);
    }
}
