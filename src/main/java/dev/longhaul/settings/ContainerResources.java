package dev.longhaul.settings;

import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * What the container keeps under a name: executors, pools, sessions. Looked up where the library needs it and not
 * injected by {@code @Resource}, so that what is missing is said in one line.
 *
 * <p>Names below {@code java:comp} are those of the application whose thread asks: its start, a request, a task of its
 * executors. Payara gives beans of a jar in {@code WEB-INF/lib} their {@code Startup} before it has bound
 * {@code java:comp/env}: there the library belongs into {@code WEB-INF/classes}.
 */
public final class ContainerResources {

    private ContainerResources() {}

    /**
     * Empty when nothing has this name.
     *
     * @throws IllegalStateException when something else than this type has it
     */
    @SuppressWarnings("BanJNDI") // names are our own or the operator's, none comes from outside of this server
    public static <T> Optional<T> find(Class<T> type, String name) {
        Object found;
        try {
            found = new InitialContext().lookup(name);
        } catch (NamingException absent) {
            return Optional.empty();
        }
        if (!type.isInstance(found)) {
            throw new IllegalStateException(name + " is no " + type.getName() + " but a "
                    + found.getClass().getName());
        }
        return Optional.of(type.cast(found));
    }

    /**
     * As {@link #find}, for what the application cannot be without.
     *
     * @throws IllegalStateException when nothing has this name, or something else than this type
     */
    public static <T> T require(Class<T> type, String name) {
        return find(type, name)
                .orElseThrow(() -> new IllegalStateException(
                        "the server has no " + type.getSimpleName() + " of the name " + name));
    }
}
