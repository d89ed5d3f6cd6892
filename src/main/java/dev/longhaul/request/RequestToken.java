package dev.longhaul.request;

import dev.longhaul.cancellation.CancellationToken;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of the current request, for code that is called by whoever handles it: those of the {@link LongRequest}
 * that was started for it, and otherwise tokens that the application's stop fires, and a client that leaves where the
 * server shows it without a write.
 *
 * <p>For the request's own thread. What goes on elsewhere takes the token along.
 */
@RequestScoped
public class RequestToken {

    private static final RequestOptions WATCHED_ONLY = RequestOptions.of(BodyFormat.opaque("application/octet-stream"));

    private final @Nullable HttpServletRequest request;
    private final @Nullable LongRequests requests;
    private @Nullable LongRequest watched;

    /** For the container's proxy. */
    protected RequestToken() {
        this.request = null;
        this.requests = null;
    }

    @Inject
    RequestToken(HttpServletRequest request, LongRequests requests) {
        this.request = request;
        this.requests = requests;
    }

    /** As {@link LongRequest#token()}. */
    public CancellationToken token() {
        return current().token();
    }

    /** As {@link LongRequest#clientGone()}. */
    public CancellationToken clientGone() {
        return current().clientGone();
    }

    /** As {@link LongRequest#timedOut()}. */
    public CancellationToken timedOut() {
        return current().timedOut();
    }

    /** As {@link LongRequest#applicationStopping()}. */
    public CancellationToken applicationStopping() {
        return current().applicationStopping();
    }

    private LongRequest current() {
        HttpServletRequest of = request;
        LongRequests by = requests;
        if (of == null || by == null) {
            throw new IllegalStateException("a request token is injected by the container, not made");
        }
        return LongRequests.of(of).orElseGet(() -> {
            LongRequest made = by.watch(of, WATCHED_ONLY);
            watched = made;
            return made;
        });
    }

    /** With the request its tokens end. */
    @PreDestroy
    void end() {
        LongRequest own = watched;
        if (own != null) {
            own.close();
        }
    }
}
