package dev.longhaul.shop.productimport;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of the products of an import that is cancelled. */
public enum OnCancel {
    /** They stay as the import left them. */
    KEEP,
    /** The import is undone: its undo starts by itself in the name of the user who started the import. */
    UNDO;

    /** Reads {@code keep} or {@code undo}; empty for any other text. */
    public static Optional<OnCancel> parse(String text) {
        return Arrays.stream(values())
                .filter(choice -> choice.word().equals(text))
                .findFirst();
    }

    /** The choice as requests and pages write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
