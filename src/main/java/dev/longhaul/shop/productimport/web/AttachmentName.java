package dev.longhaul.shop.productimport.web;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The {@code Content-Disposition} of a download (RFC 6266), for any name. */
final class AttachmentName {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private AttachmentName() {}

    /** The rejects of a file, named after it: an old client gets the plain name, every other one the real one. */
    static String ofRejects(String fileName) {
        int dot = fileName.lastIndexOf('.');
        String name = (dot > 0 ? fileName.substring(0, dot) : fileName) + "-rejects.csv";
        var encoded = new StringBuilder();
        // RFC 8187: everything but unreserved characters is written as its UTF-8 bytes
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            if (octet > 0 && PLAIN.indexOf(octet) >= 0) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(HEX.toHexDigits(octet));
            }
        }
        return "attachment; filename=\"rejects.csv\"; filename*=UTF-8''" + encoded;
    }
}
