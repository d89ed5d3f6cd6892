package dev.longhaul.request;

import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * What RESTEasy, the JAX-RS of WildFly, forgets on a thread. It puts the deployment of each request on a stack of the
 * thread and takes it off at the end, but not if the application was undeployed in between, because it then no longer
 * finds that it had put it there ({@code ServletContainerDispatcher.service}). The stack then keeps the whole
 * deployment for as long as the thread lives. Does nothing on other servers.
 */
final class RestEasyStack {

    private static final System.Logger LOG = System.getLogger(RestEasyStack.class.getName());
    private static final @Nullable MethodHandle POP = pop();

    private RestEasyStack() {}

    /** At the end of a request, when the stack of its thread is empty unless something was forgotten there. */
    static void takeOffForgotten() {
        if (POP != null) {
            try {
                POP.invokeExact();
            } catch (Throwable otherVersion) {
                LOG.log(Level.DEBUG, "the stack of RESTEasy is left as it is", otherVersion);
            }
        }
    }

    private static @Nullable MethodHandle pop() {
        try {
            Class<?> type = Class.forName("org.jboss.resteasy.core.ThreadLocalResteasyProviderFactory");
            return MethodHandles.publicLookup().findStatic(type, "pop", MethodType.methodType(void.class));
        } catch (ReflectiveOperationException | LinkageError absent) {
            return null;
        }
    }
}
