package dev.longhaul.shop.security.body;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that all bodies together may use while they are collected. Safe for any number of threads. */
final class BodyBudget {

    private final long most;
    private final AtomicLong held = new AtomicLong();

    BodyBudget(long most) {
        this.most = most;
    }

    /** A sixteenth of the heap. */
    static BodyBudget ofThisServer() {
        return new BodyBudget(Runtime.getRuntime().maxMemory() / 16);
    }

    /** False if that much is not left; then nothing is taken. */
    boolean take(int bytes) {
        if (held.addAndGet(bytes) <= most) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    void giveBack(int bytes) {
        held.addAndGet(-bytes);
    }
}
