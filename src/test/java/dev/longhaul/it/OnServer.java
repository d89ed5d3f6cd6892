package dev.longhaul.it;

import dev.longhaul.launcher.ServerDatabase;
import dev.longhaul.launcher.ServerKind;
import dev.longhaul.launcher.ServerUnderTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test class against a server that is ready. Its constructor and its methods may take the
 * {@link ServerUnderTest}. Classes with the same server and database share one process and one database, so each makes
 * what it needs under names of its own and ends the process never.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(SharedServers.class)
public @interface OnServer {

    ServerKind value();

    ServerDatabase.Kind database();
}
