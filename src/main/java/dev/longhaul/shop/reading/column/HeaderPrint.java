package dev.longhaul.shop.reading.column;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Recognises a header that was seen before. */
public final class HeaderPrint {

    private HeaderPrint() {}

    /**
     * A digest of the column names in their order, hexadecimal: the same for headers that differ only in case, accents,
     * blanks and punctuation.
     */
    public static String of(List<String> header) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String name : header) {
                digest.update(HeaderName.normalised(name).getBytes(StandardCharsets.UTF_8));
                digest.update((byte) '\n');
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java platform has SHA-256", e);
        }
    }
}
