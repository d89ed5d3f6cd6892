package dev.longhaul.background;

import dev.longhaul.settings.ContainerResources;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.lang.System.Logger.Level;
import java.security.Principal;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Gives a task a request context of its own, destroyed when the task has returned, and keeps a transaction that it left
 * open from reaching the next task on the same thread.
 */
@Dependent
class ContainerTaskScope implements TaskScope {

    private static final System.Logger LOG = System.getLogger(ContainerTaskScope.class.getName());

    // not by @Inject: Payara would look that up again at each call
    private final UserTransaction transaction =
            ContainerResources.require(UserTransaction.class, "java:comp/UserTransaction");

    /** CDI's own bean, asked anew at each call. Jakarta Security's answer takes Payara half a millisecond. */
    private final Principal caller;

    private final Instance<RequestContextController> controllers;

    /** As many as tasks have run at the same time: a controller serves one thread at once. */
    private final Queue<RequestContextController> idle = new ConcurrentLinkedQueue<>();

    @Inject
    ContainerTaskScope(Principal caller, Instance<RequestContextController> controllers) {
        this.caller = caller;
        this.controllers = controllers;
    }

    // not by @ActivateRequestContext: the chain of its interceptor costs more than the queue does
    @Override
    public @Nullable CompletionStage<?> run(Body body) throws Exception {
        RequestContextController kept = idle.poll();
        RequestContextController context = kept == null ? controllers.get() : kept;
        boolean activated = context.activate();
        try {
            return runInContext(body);
        } finally {
            if (activated) {
                context.deactivate();
            }
            idle.add(context);
        }
    }

    private @Nullable CompletionStage<?> runInContext(Body body) throws Exception {
        CompletionStage<?> stage;
        try {
            stage = body.run();
        } catch (Throwable thrown) {
            if (rollBackWhatIsOpen()) {
                LOG.log(Level.WARNING, "the transaction of a task that failed was still open and is rolled back");
            }
            throw thrown;
        }
        if (rollBackWhatIsOpen()) {
            throw new IllegalStateException("the task returned with its transaction open; it was rolled back");
        }
        return stage;
    }

    private boolean rollBackWhatIsOpen() throws SystemException {
        if (transaction.getStatus() == Status.STATUS_NO_TRANSACTION) {
            return false;
        }
        transaction.rollback();
        return true;
    }

    @Override
    public @Nullable String caller() {
        try {
            String name = caller.getName();
            // as WildFly names nobody
            return name == null || name.equalsIgnoreCase("anonymous") ? null : name;
        } catch (RuntimeException nobody) {
            // what is thrown where nobody is signed in is each implementation's own
            return null;
        }
    }
}
