package dev.longhaul.lifecycle;

/** Lifetimes at a certain point, for tests of other packages. */
public final class Lifetimes {

    private Lifetimes() {}

    /** One of an application that has started. */
    public static ApplicationLifetime started() {
        ApplicationLifetime lifetime = new ApplicationLifetime();
        lifetime.fireStarted();
        return lifetime;
    }
}
