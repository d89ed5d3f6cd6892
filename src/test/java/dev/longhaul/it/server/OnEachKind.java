package dev.longhaul.it.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Runs a test class once with each {@link dev.longhaul.launcher.ServerKind}, which its constructor takes. The class
 * starts servers of its own, because it ends them or configures them in its own way.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass(name = "{0}", allowZeroInvocations = true)
@ArgumentsSource(KindsOfServer.class)
public @interface OnEachKind {

    /** The system property without which Payara is left out, because each build has no time for it; empty for none. */
    String payaraOnDemand() default "";
}
