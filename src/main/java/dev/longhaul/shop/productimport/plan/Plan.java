package dev.longhaul.shop.productimport.plan;

import java.util.UUID;

/**
 * The plan of one check.
 *
 * @param sha256 of the file that was checked, hexadecimal
 * @param choices with which choices, in one line that is the same for equal choices
 */
public record Plan(UUID id, String sha256, String choices) {}
