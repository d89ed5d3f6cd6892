package dev.longhaul.shop.security;

import java.security.SecureRandom;

/** Makes passwords that nobody can guess and anybody can type. */
final class Passwords {

    /** Without characters that look alike in some typeface. */
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final int LENGTH = 22;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Passwords() {}

    /** A password of more than 125 random bits. */
    static String generate() {
        StringBuilder password = new StringBuilder(LENGTH);
        RANDOM.ints(LENGTH, 0, ALPHABET.length()).forEach(index -> password.append(ALPHABET.charAt(index)));
        return password.toString();
    }
}
