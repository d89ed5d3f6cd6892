package dev.longhaul.shop.productimport.plan;

import java.util.UUID;

/**
 * The plan of one check.
 *
 * @param sha256 of the file that was checked, hexadecimal
 * @param choices how it was read, as {@link dev.longhaul.shop.reading.column.WrittenChoices#inOneLine} writes it
 */
public record Plan(UUID id, String sha256, String choices) {}
