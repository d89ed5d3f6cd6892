package dev.longhaul.it.probe;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import java.util.concurrent.atomic.AtomicInteger;

/** Tells one request context from another, and whether it is over. */
@RequestScoped
public class RequestBean {

    private static final AtomicInteger MADE = new AtomicInteger();
    private static final AtomicInteger DESTROYED = new AtomicInteger();

    private final int number = MADE.incrementAndGet();

    int number() {
        return number;
    }

    static int alive() {
        return MADE.get() - DESTROYED.get();
    }

    @PreDestroy
    void destroyed() {
        DESTROYED.incrementAndGet();
    }
}
