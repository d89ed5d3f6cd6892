package dev.longhaul.shop.security;

import jakarta.security.enterprise.identitystore.PasswordHash;
import java.util.concurrent.atomic.AtomicInteger;

/** A hash that costs nothing and counts how often it was asked. */
final class FakePasswordHash implements PasswordHash {

    private final AtomicInteger verified = new AtomicInteger();

    @Override
    public String generate(char[] password) {
        return "hash of " + new String(password);
    }

    @Override
    public boolean verify(char[] password, String hashedPassword) {
        verified.incrementAndGet();
        return hashedPassword.equals(generate(password));
    }

    int verifiedCount() {
        return verified.get();
    }
}
