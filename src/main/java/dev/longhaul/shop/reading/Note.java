package dev.longhaul.shop.reading;

/**
 * What a person should know about how a file is read.
 *
 * @param code for machines: stable, lower-case
 * @param message one sentence for people
 */
public record Note(String code, String message) {}
