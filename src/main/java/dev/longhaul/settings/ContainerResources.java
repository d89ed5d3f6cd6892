package dev.longhaul.settings;

import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * Looks up what the container keeps under a name: executors, pools, sessions. The library uses this instead of
 * {@code @Resource}, because a missing resource is then reported in one sentence at the start. Payara can leave a
 * {@code @Resource} field null without a word.
 *
 * <p>Names below {@code java:comp} belong to the application whose thread asks: its start, a request, a task of its
 * executors. Payara starts the beans of a jar in {@code WEB-INF/lib} before it has bound {@code java:comp/env}: there
 * the library belongs into {@code WEB-INF/classes}.
 */
public final class ContainerResources {

    private ContainerResources() {}

    /**
     * Empty when nothing has this name.
     *
     * @throws IllegalStateException when something of another type has it
     */
    public static <T> Optional<T> find(Class<T> type, String name) {
        try {
            return Optional.ofNullable(lookup(type, name));
        } catch (NamingException absent) {
            return Optional.empty();
        }
    }

    /**
     * What has this name, for resources that the application cannot do without.
     *
     * @throws IllegalStateException when nothing has this name, or something of another type. Its cause is what the
     *     server said
     */
    public static <T> T require(Class<T> type, String name) {
        String missing = "the server has no " + type.getSimpleName() + " of the name " + name;
        T found;
        try {
            found = lookup(type, name);
        } catch (NamingException absent) {
            throw new IllegalStateException(missing, absent);
        }
        if (found == null) {
            throw new IllegalStateException(missing + ": the lookup returned null");
        }
        return found;
    }

    @SuppressWarnings("BanJNDI") // names are our own or the operator's, none comes from outside of this server
    private static <T> @Nullable T lookup(Class<T> type, String name) throws NamingException {
        Object found = new InitialContext().lookup(name);
        if (found != null && !type.isInstance(found)) {
            throw new IllegalStateException("expected " + name + " to be a " + type.getName() + ", found a "
                    + found.getClass().getName());
        }
        return type.cast(found);
    }
}
