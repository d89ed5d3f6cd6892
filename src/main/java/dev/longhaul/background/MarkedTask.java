package dev.longhaul.background;

import dev.longhaul.cancellation.CancellationToken;

/** A task with what its author says of it. A type of its own, so that what it wraps can be looked at. */
record MarkedTask(BackgroundTask task, boolean mayBeInterrupted, boolean isHandedBack) implements BackgroundTask {

    @Override
    public void run(CancellationToken token) throws Exception {
        task.run(token);
    }
}
