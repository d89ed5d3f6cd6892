package dev.longhaul.shop.productimport.rest;

import dev.longhaul.shop.productimport.RejectGroup;
import dev.longhaul.shop.productimport.RejectText;
import java.util.Locale;

/**
 * The rejects of one import with the same reason, as a program reads them.
 *
 * @param code the reason
 * @param count how many are left
 * @param firstLine the line of the file on which the first of them starts
 * @param first the first of them
 */
public record RejectGroupDocument(String code, long count, long firstLine, RejectText first) {

    static RejectGroupDocument of(RejectGroup group) {
        return new RejectGroupDocument(
                group.code(), group.count(), group.first().line(), RejectText.of(group.first(), Locale.ENGLISH));
    }
}
