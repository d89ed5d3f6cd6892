package dev.longhaul.shop.reading;

import dev.longhaul.shop.file.record.UnreadableFileException;
import org.jspecify.annotations.Nullable;

/**
 * What the examination of a whole file found. At least one of the two is there; both are when the bytes are records,
 * but their columns do not say which product each is.
 *
 * @param reading how it is read; null if its bytes are not records
 * @param refusal why it cannot be imported like this; null if it can
 */
public record Examined(
        @Nullable FileReading reading, @Nullable UnreadableFileException refusal) {}
