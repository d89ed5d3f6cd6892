package dev.longhaul.cancellation;

/** Counts what a token keeps, for tests of leaks. */
final class ListedCallbacks {

    private ListedCallbacks() {}

    /** How many callbacks and linked children the token keeps. */
    static int countOf(CancellationToken token) {
        CallbackList list = token.callbacks;
        synchronized (list) {
            int count = 0;
            for (Callback callback = list.newest; callback != null; callback = callback.older) {
                count++;
            }
            return count;
        }
    }
}
