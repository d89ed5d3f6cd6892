package dev.longhaul.it.probe;

import dev.longhaul.background.BackgroundQueues;
import dev.longhaul.background.BackgroundTask;
import dev.longhaul.background.BackgroundTaskQueue;
import dev.longhaul.background.QueueClosedException;
import dev.longhaul.background.TaskHandle;
import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.lifecycle.ApplicationLifetime;
import dev.longhaul.settings.ContainerResources;
import dev.longhaul.settings.Settings;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.transaction.UserTransaction;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What a queue promises, tried inside a server; each answer is plain text that the test compares. */
@Path("check")
@RequestScoped
@SuppressWarnings("NullAway.Init") // injected by the container
public class CheckResource {

    private static final Duration LONG = Duration.ofSeconds(60);

    @Inject
    private BackgroundQueues queues;

    @Inject
    private RequestBean requestBean;

    @Inject
    private UserTransaction transaction;

    @Inject
    private Notes notes;

    @Inject
    private HttpServletRequest injectedRequest;

    @Context
    private UriInfo address;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext security;

    @Context
    private HttpServletRequest request;

    /** Each context object that a task may capture by mistake, and what the queue says. */
    @GET
    @Path("captured")
    public String captured() {
        UriInfo uriInfo = address;
        HttpHeaders httpHeaders = headers;
        SecurityContext securityContext = security;
        HttpServletRequest ofContext = request;
        HttpServletRequest ofCdi = injectedRequest;
        return String.join(
                "\n",
                refusal("UriInfo", token -> uriInfo.getPath()),
                refusal("HttpHeaders", token -> httpHeaders.getRequestHeaders()),
                refusal("SecurityContext", token -> securityContext.getUserPrincipal()),
                refusal("ServletRequest", token -> ofContext.getMethod()),
                refusal("ServletRequest", token -> ofCdi.getMethod()));
    }

    private String refusal(String type, BackgroundTask task) {
        try {
            queues.queue("checks").enqueue("captured", task);
            return type + " accepted";
        } catch (IllegalArgumentException refused) {
            return type
                    + (String.valueOf(refused.getMessage()).contains("." + type + " ") ? " refused" : " " + refused);
        }
    }

    /** What a task sees that reads the request through the object that enqueued it, where the queue cannot look. */
    @GET
    @Path("hidden")
    public String hidden() throws InterruptedException {
        List<String> seen = new ArrayList<>();
        TaskHandle reading = queues.queue("checks").enqueue("hidden", token -> {
            seen.add("UriInfo: " + symptom(() -> address.getPath()));
            seen.add("HttpServletRequest by @Context: " + symptom(() -> request.getMethod()));
            seen.add("HttpServletRequest by @Inject: " + symptom(() -> injectedRequest.getMethod()));
        });
        return reading.await(LONG) ? String.join("\n", seen) : "did not end";
    }

    private static String symptom(java.util.concurrent.Callable<?> read) {
        try {
            return "answered " + read.call();
        } catch (Throwable thrown) {
            return thrown.getClass().getName() + ": " + thrown.getMessage();
        }
    }

    @GET
    @Path("request-context")
    public String requestContext() throws InterruptedException {
        RequestBean bean = requestBean;
        int mine = bean.number();
        int aliveBefore = RequestBean.alive();
        List<Integer> theirs = new ArrayList<>();
        TaskHandle first = queues.queue("checks").enqueue("first", token -> {
            theirs.add(bean.number());
            theirs.add(bean.number());
        });
        TaskHandle second = queues.queue("checks").enqueue("second", token -> theirs.add(bean.number()));
        first.await(LONG);
        second.await(LONG);
        boolean ownEach = theirs.get(0).equals(theirs.get(1)) && !theirs.get(1).equals(theirs.get(2));
        boolean notMine = !theirs.contains(mine) && bean.number() == mine;
        return "own " + ownEach + ", not the caller's " + notMine + ", left " + (RequestBean.alive() - aliveBefore);
    }

    @GET
    @Path("transaction")
    public String transaction() throws Exception {
        transaction.begin();
        List<Integer> statuses = new ArrayList<>();
        TaskHandle inside;
        try {
            inside = queues.queue("checks").enqueue("inside", token -> statuses.add(transaction.getStatus()));
            inside.await(LONG);
        } finally {
            transaction.rollback();
        }
        TaskHandle leaving = queues.queue("checks").enqueue("leaving", token -> transaction.begin());
        TaskHandle next = queues.queue("checks").enqueue("next", token -> statuses.add(transaction.getStatus()));
        leaving.await(LONG);
        next.await(LONG);
        return statuses + " " + inside.state() + " " + leaving.state() + " " + next.state();
    }

    /** Fills a queue of one; the answer is the mapper's. */
    @GET
    @Path("full")
    public String full() {
        CountDownLatch mayEnd = new CountDownLatch(1);
        BackgroundTaskQueue small = queues.queue("small");
        try {
            for (int i = 0; i < 3; i++) {
                small.enqueue("filling", token -> mayEnd.await(10, TimeUnit.SECONDS));
            }
            return "three were accepted";
        } finally {
            mayEnd.countDown();
        }
    }

    /** As if the application were stopping; the answer is the mapper's. */
    @GET
    @Path("closed")
    public String closed() throws QueueClosedException {
        BackgroundQueues stopping =
                new BackgroundQueues(Settings.defaults(), Runnable::run, new ApplicationLifetime(), failure -> {});
        stopping.closeIntake();
        stopping.defaultQueue().enqueue("late", token -> {});
        return "accepted";
    }

    @GET
    @Path("throwing")
    public String throwing() throws InterruptedException {
        BackgroundTaskQueue queue = queues.queue("throwing");
        long failuresBefore = notes.failures();
        for (int i = 0; i < 1_000; i++) {
            int kind = i % 4;
            queue.enqueue("throwing " + i, token -> fail(kind, token));
        }
        TaskHandle last = queue.enqueue("last", token -> {});
        last.await(LONG);
        return "depth " + queue.depth() + ", failed " + queue.failedCount() + ", announced "
                + (notes.failures() - failuresBefore) + ", last " + last.state();
    }

    private static void fail(int kind, CancellationToken token) throws Exception {
        switch (kind) {
            case 0 -> throw new java.io.IOException("checked");
            case 1 -> throw new IllegalStateException("unchecked");
            case 2 -> throw new NoClassDefFoundError("error");
            default -> overflow(token);
        }
    }

    @SuppressWarnings("InfiniteRecursion") // the point of it
    private static void overflow(CancellationToken token) {
        overflow(token);
    }

    /** 100,000 tasks from 8 threads of the container. */
    @GET
    @Path("order")
    public String order() throws InterruptedException {
        // looked up here: on a busy machine Payara once left a @Resource field null without saying why
        ManagedThreadFactory threads =
                ContainerResources.require(ManagedThreadFactory.class, "java:comp/DefaultManagedThreadFactory");
        int each = 12_500;
        BackgroundTaskQueue queue = queues.queue("order");
        List<List<Integer>> seen = new ArrayList<>();
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(8 * each);
        long begin = System.nanoTime();
        for (int producer = 0; producer < 8; producer++) {
            List<Integer> own = new ArrayList<>();
            seen.add(own);
            threads.newThread(() -> {
                        for (int i = 0; i < each; i++) {
                            int number = i;
                            queue.enqueue("task", token -> {
                                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                                own.add(number);
                                running.decrementAndGet();
                                ended.countDown();
                            });
                        }
                    })
                    .start();
        }
        boolean all = ended.await(60, TimeUnit.SECONDS);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        boolean ordered = seen.stream()
                .allMatch(own ->
                        own.size() == each && own.equals(own.stream().sorted().toList()));
        notes.write("order of 100000 took " + millis + " ms");
        return "all " + all + ", in order " + ordered + ", most at once " + most;
    }

    /** As many tasks as the queue is wide must run at once, or they never meet. */
    @GET
    @Path("wide")
    public String wide() throws InterruptedException {
        CyclicBarrier together = new CyclicBarrier(24);
        List<TaskHandle> tasks = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            tasks.add(queues.queue("wide").enqueue("meeting", token -> together.await(30, TimeUnit.SECONDS)));
        }
        int met = 0;
        for (TaskHandle task : tasks) {
            task.await(LONG);
            met += task.failure().isEmpty() ? 1 : 0;
        }
        return met + " met";
    }
}
