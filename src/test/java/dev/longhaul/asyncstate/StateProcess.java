package dev.longhaul.asyncstate;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.cluster.TestNodes;
import dev.longhaul.lifecycle.PermanentLoops;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A node with shared state as a process of its own: reads one order a line, and answers each with one line. Ends when
 * its input does, so it does not outlive the test that started it.
 */
final class StateProcess {

    /** The state that the processes share. */
    public record Count(long number) {
        Count plusOne() {
            return new Count(number + 1);
        }
    }

    static final String ANSWER = "> ";

    private final ClusterNode node;
    private final AsyncState state;
    private final Map<String, CancellationSource> sources = new ConcurrentHashMap<>();

    private StateProcess(ClusterNode node, AsyncState state) {
        this.node = node;
        this.state = state;
    }

    /** Name of the node, its address, its port, and the addresses and ports of all. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (ClusterNode node = TestNodes.start(
                        arguments[0],
                        arguments[1],
                        Integer.parseInt(arguments[2]),
                        arguments[3],
                        StateNode.entryFormat());
                PermanentLoops loops = new PermanentLoops(Thread::new);
                BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            StateProcess process = new StateProcess(node, TestStates.running(node, loops));
            out.println(ANSWER + "ready");
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                out.println(ANSWER + process.answer(order));
            }
        }
    }

    private String answer(String order) {
        String[] words = order.split(" ", 2);
        try {
            return obey(words[0], words.length > 1 ? words[1] : "");
        } catch (RuntimeException refused) {
            return refused.getClass().getSimpleName() + ": " + refused.getMessage();
        }
    }

    private String obey(String verb, String name) {
        return switch (verb) {
            case "create" -> {
                CancellationSource source = new CancellationSource();
                sources.put(name, source);
                state.create(new Count(0), name, StateOptions.defaults().withSource(source));
                yield "created";
            }
            case "update" -> {
                Count after = state.update(Count.class, name, Count::plusOne);
                yield Long.toString(after.number());
            }
            case "find" ->
                state.find(Count.class, name)
                        .map(count -> Long.toString(count.number()))
                        .orElse("none");
            case "phase" -> state.phase(Count.class, name).map(Enum::name).orElse("none");
            case "remove" -> Boolean.toString(state.remove(Count.class, name));
            case "cancel" ->
                state.cancel(Count.class, name, CancellationReason.of(Kind.USER, "asked on " + node.name()))
                        .receipt()
                        .map(receipt -> receipt.stage().name())
                        .orElse("none");
            case "end" -> {
                source(name).close();
                yield "ended";
            }
            case "reason" ->
                source(name).token().reason().map(CancellationReason::text).orElse("none");
            case "members" -> Integer.toString(node.size());
            default -> "unknown order " + verb;
        };
    }

    private CancellationSource source(String name) {
        CancellationSource source = sources.get(name);
        if (source == null) {
            throw new IllegalStateException("no state " + name + " was created here");
        }
        return source;
    }
}
