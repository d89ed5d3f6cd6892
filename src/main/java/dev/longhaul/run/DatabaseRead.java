package dev.longhaul.run;

/**
 * A question to the database that may be asked twice.
 *
 * @param <T> the answer
 * @param <X> what it may throw
 */
@FunctionalInterface
public interface DatabaseRead<T, X extends Exception> {

    T read() throws X;
}
