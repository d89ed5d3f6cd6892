package dev.longhaul.shop.security.guessing;

import java.time.Duration;

/**
 * Whether a stranger's try may be judged.
 *
 * @param admitted true: after {@code delay}. False: not now; the caller may come back after {@code delay}
 */
public record Admission(boolean admitted, Duration delay) {}
