package dev.longhaul.background;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Gives a task a request context of its own, destroyed when the task has returned. */
@Dependent
class TaskRequestContext {

    @ActivateRequestContext
    @Nullable
    CompletionStage<?> run(TaskScope.Body body) throws Exception {
        return body.run();
    }
}
