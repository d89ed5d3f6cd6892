package dev.longhaul.run;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Names a run. Random, so it cannot be guessed and tells nothing of order or time. */
public record RunId(UUID value) {

    private static final Pattern CANONICAL =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    static RunId random() {
        // UUID.randomUUID draws 122 bits from SecureRandom
        return new RunId(UUID.randomUUID());
    }

    /** Reads the canonical lower-case form, as {@link #toString()} writes it; empty for anything else. */
    public static Optional<RunId> parse(String text) {
        return CANONICAL.matcher(text).matches() ? Optional.of(new RunId(UUID.fromString(text))) : Optional.empty();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
