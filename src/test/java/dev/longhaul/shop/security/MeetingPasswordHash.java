package dev.longhaul.shop.security;

import jakarta.security.enterprise.identitystore.PasswordHash;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Holds each caller that generates a hash until all parties do. */
final class MeetingPasswordHash implements PasswordHash {

    private final CyclicBarrier barrier;

    MeetingPasswordHash(CyclicBarrier barrier) {
        this.barrier = barrier;
    }

    @Override
    public String generate(char[] password) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
        return "hash of " + new String(password);
    }

    @Override
    public boolean verify(char[] password, String hashedPassword) {
        throw new UnsupportedOperationException("this hash only generates");
    }
}
