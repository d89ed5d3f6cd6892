package dev.longhaul.lifecycle;

import jakarta.enterprise.event.Startup;

/**
 * The order in which the parts of the application start: the {@code @Priority} of their observers of {@link Startup}. A
 * part may use whatever has a lower number. Other applications that use the library start their own parts at
 * {@link #APPLICATION} or above.
 */
public final class StartupOrder {

    /** Settings are read and validated together. */
    public static final int SETTINGS = 100;

    /** Tables are migrated. */
    public static final int DATABASE = 200;

    /** This node joins its peers. */
    public static final int CLUSTER = 300;

    /** Shared state is readable. */
    public static final int STATE = 400;

    /** Queues accept tasks. */
    public static final int QUEUE = 500;

    /** Accounts exist, so that nothing is reachable before its rule. */
    public static final int SECURITY = 550;

    /** Durable runs are claimed. */
    public static final int RUNS = 600;

    /** The application's own parts. */
    public static final int APPLICATION = 700;

    /** Everything is up; {@link ApplicationLifetime#started()} fires. */
    public static final int STARTED = 900;

    private StartupOrder() {}
}
