package dev.longhaul.it.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Runs a test class once on each of these servers. Its constructor takes the {@link SharedServer}.
 *
 * <p>All classes that name the same server share one process and one database, one class at a time. Each class makes
 * what it needs under names of its own, and leaves the server running.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass(name = "{0}", allowZeroInvocations = true)
@ArgumentsSource(SharedServers.class)
public @interface OnServers {

    /** Empty for every server with every database. */
    ServerName[] value() default {};
}
