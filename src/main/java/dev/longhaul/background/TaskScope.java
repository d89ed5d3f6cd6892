package dev.longhaul.background;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What surrounds each task: in the container a request context of its own, in a unit test nothing. */
@FunctionalInterface
interface TaskScope {

    TaskScope NONE = Body::run;

    /** Runs the body once, on the calling thread, and lets through what it answers or throws. */
    @Nullable
    CompletionStage<?> run(Body body) throws Exception;

    /** The name of whoever is signed in on the calling thread; null when nobody is or it cannot be told. */
    default @Nullable String caller() {
        return null;
    }

    /** The task inside its scope. */
    @FunctionalInterface
    interface Body {
        @Nullable
        CompletionStage<?> run() throws Exception;
    }
}
