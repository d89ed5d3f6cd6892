package dev.longhaul.shop.productimport.file;

import dev.longhaul.shop.productimport.file.TextFormat.OtherReading;
import java.nio.charset.Charset;
import java.util.List;

/**
 * The encoding of a file.
 *
 * @param assumed others fit, too, and this one is the likeliest
 * @param otherReadings in the next likeliest, when one is assumed
 * @param twiceEncoded words that look like UTF-8 encoded a second time
 */
record FoundEncoding(Charset charset, boolean assumed, List<OtherReading> otherReadings, List<String> twiceEncoded) {

    static FoundEncoding certain(Charset charset) {
        return new FoundEncoding(charset, false, List.of(), List.of());
    }
}
