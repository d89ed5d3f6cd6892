package dev.longhaul.shop.security.body;

import dev.longhaul.shop.security.ErrorKeys;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Limits each body before anything parses it: a small one is collected by {@link SmallBody}, an upload must keep a
 * minimum {@link Pace}, and a node transfers only a limited number of large ones at once. The init parameters
 * {@code uploads} and {@code downloads} list the paths of large bodies. Runs after the container has found out who
 * calls and has denied what the constraints deny, before every filter that may read a body.
 */
public class BodyFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final System.Logger LOG = System.getLogger(BodyFilter.class.getName());
    private static final Set<String> METHODS_WITH_BODY = Set.of("POST", "PUT");
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Pattern CLIENT_LEFT = Pattern.compile("(?i)connection is closed|connection reset|broken pipe");
    private static final String RETRY_SECONDS = "5";

    @Inject
    private transient BodySettings settings;

    private final transient BodyBudget budget = BodyBudget.ofThisServer();
    private transient Transfers uploads = new Transfers(null, 0);
    private transient Transfers downloads = new Transfers(null, 0);
    /** Only if a thread reads them. */
    private transient Transfers slowBodies = new Transfers(null, 0);

    @Override
    public void init(FilterConfig config) throws ServletException {
        super.init(config);
        uploads = new Transfers(config.getInitParameter("uploads"), settings.transfersAtOnce());
        downloads = new Transfers(config.getInitParameter("downloads"), settings.transfersAtOnce());
        slowBodies = new Transfers(null, settings.transfersAtOnce());
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            bounded(request, response, chain);
        } catch (IOException broken) {
            if (!CLIENT_LEFT.matcher(String.valueOf(broken.getMessage())).find()) {
                throw broken;
            }
            // the servers would log a trace, and another one about the error page that they cannot send
            LOG.log(Level.DEBUG, "the client left before its answer", broken);
            if (!response.isCommitted()) {
                response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            }
        }
    }

    private void bounded(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            dispatched(request, response, chain);
        } else if (METHODS_WITH_BODY.contains(request.getMethod()) && mayHaveBody(request)) {
            withBody(request, response, chain);
        } else if (downloads.include(pathOf(request))) {
            download(request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void withBody(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isEncoded(request)) {
            ErrorKeys.refuse(request, response, HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, "error.encoded");
        } else if (uploads.include(pathOf(request)) && !isForm(request)) {
            upload(request, response, chain);
        } else if (request.getContentLengthLong() > SmallBody.MAX_BYTES) {
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        } else {
            small(request, response, chain);
        }
    }

    private void small(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        SmallBody body = SmallBody.of(request, budget);
        if (body.takeWhatIsThere(request.getContentLengthLong())) {
            answer(body, request, response, chain);
        } else if (ClientConnection.losesDispatches(request)) {
            readAndAnswer(body, request, response, chain);
        } else {
            body.await(request, response);
        }
    }

    private void readAndAnswer(
            SmallBody body, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!slowBodies.begin()) {
            body.release();
            refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        try {
            body.readToTheEnd(request.getContentLengthLong());
        } finally {
            slowBodies.end();
        }
        answer(body, request, response, chain);
    }

    private static void dispatched(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(SmallBody.ATTRIBUTE) instanceof SmallBody body) {
            answer(body, request, new ErrorPageResponse(request, body.address(), response), chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void answer(
            SmallBody body, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            if (body.status() == SmallBody.WHOLE) {
                UnreadBody.markAsRead(request);
                chain.doFilter(collected(request, body), response);
            } else {
                refuse(response, body.status());
            }
        } catch (MalformedFormException malformed) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        } finally {
            body.release();
        }
    }

    private static HttpServletRequest collected(HttpServletRequest request, SmallBody body)
            throws MalformedFormException {
        FormParameters parameters = new FormParameters().add(body.address().query());
        if (isForm(request)) {
            parameters.add(new String(body.bytes(), StandardCharsets.UTF_8));
        }
        return new BodyRequest(request, body.address(), new CollectedBody(body.bytes()), parameters.toMap());
    }

    private void upload(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!uploads.begin()) {
            refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        try {
            RequestAddress address = RequestAddress.of(request);
            FormParameters parameters = new FormParameters().add(address.query());
            PacedBody body =
                    new PacedBody(request.getInputStream(), request.getContentLengthLong(), new Pace(System::nanoTime));
            chain.doFilter(new BodyRequest(request, address, body, parameters.toMap()), response);
            if (!request.isAsyncStarted()) {
                RefusedBody.discard(body, System::nanoTime);
            }
            if (body.isAtEnd()) {
                UnreadBody.markAsRead(request);
            }
        } catch (MalformedFormException malformed) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        } finally {
            uploads.end();
        }
    }

    private void download(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!downloads.begin()) {
            refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            downloads.end();
        }
    }

    private static void refuse(HttpServletResponse response, int status) throws IOException {
        if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", RETRY_SECONDS);
        }
        response.sendError(status);
    }

    /** HTTP/2 need not announce a body. */
    private static boolean mayHaveBody(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        return length > 0
                || (length < 0
                        && (request.getHeader("Transfer-Encoding") != null
                                || request.getProtocol().startsWith("HTTP/2")));
    }

    private static boolean isEncoded(HttpServletRequest request) {
        String encoding = request.getHeader("Content-Encoding");
        return encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity");
    }

    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null
                && type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals(FORM);
    }

    private static String pathOf(HttpServletRequest request) {
        String uri = request.getRequestURI();
        String context = request.getContextPath();
        return uri.startsWith(context) ? uri.substring(context.length()) : uri;
    }
}
