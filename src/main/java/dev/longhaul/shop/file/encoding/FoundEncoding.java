package dev.longhaul.shop.file.encoding;

import dev.longhaul.shop.file.record.TextFormat;
import dev.longhaul.shop.file.record.TextFormat.OtherReading;
import java.nio.charset.Charset;
import java.util.List;

/**
 * The encoding of a file.
 *
 * @param assumed others fit as well, and this one is the likeliest
 * @param otherReadings in the next likeliest, when one is assumed
 * @param twiceEncoded words that look like UTF-8 encoded a second time
 */
public record FoundEncoding(
        Charset charset, boolean assumed, List<OtherReading> otherReadings, List<String> twiceEncoded) {

    static FoundEncoding certain(Charset charset) {
        return new FoundEncoding(charset, false, List.of(), List.of());
    }

    /** The format of a text in this encoding. */
    public TextFormat in(TextFormat format) {
        return format.withEncoding(charset.name(), assumed, otherReadings, twiceEncoded);
    }
}
