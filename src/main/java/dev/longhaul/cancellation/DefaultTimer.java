package dev.longhaul.cancellation;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The timer of sources that were given none; looked up at each use, so that a source may be made before it is
 * installed.
 */
final class DefaultTimer implements CancellationTimer {

    static final CancellationTimer INSTANCE = new DefaultTimer();

    private static volatile @Nullable CancellationTimer installed;

    private DefaultTimer() {}

    static synchronized CancellationRegistration replace(CancellationTimer timer) {
        CancellationTimer before = installed;
        installed = timer;
        return () -> restore(timer, before);
    }

    private static synchronized void restore(CancellationTimer timer, @Nullable CancellationTimer before) {
        // somebody may have installed a third one since; then that one stays
        if (installed == timer) {
            installed = before;
        }
    }

    @Override
    public CancellationRegistration schedule(Duration delay, Runnable action) {
        return installed().schedule(delay, action);
    }

    @Override
    public Clock clock() {
        return installed().clock();
    }

    static CancellationTimer installed() {
        CancellationTimer timer = installed;
        if (timer == null) {
            throw new IllegalStateException("a timer is needed, none was given and none is installed;"
                    + " pass one, or call CancellationTimer.useByDefault at start");
        }
        return timer;
    }
}
