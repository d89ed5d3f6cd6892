package dev.longhaul.run;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The runs in this node's queue that are not claimed yet, and which of them is next: the oldest of the person whose
 * last run started here longest ago. So a person with two runs waits for the one that is running, however many others
 * have enqueued, and the runs of one person keep their order. Safe for any number of threads.
 *
 * <p>A node knows a waiting run by its id alone, because that is all that a signal says. Who enqueued it is looked up
 * when more than one run waits, for all of them at once.
 */
final class Turns {

    private static final System.Logger LOG = System.getLogger(Turns.class.getName());
    private static final int LOOKED_UP_AT_ONCE = 500;
    private static final int REMEMBERED = 1000;

    /** Whose runs cannot be looked up: they were removed, or the database does not answer. */
    private static final String UNKNOWN = "";

    private final Function<Collection<RunId>, Map<RunId, String>> startersOf;
    private final Set<RunId> arrived = new LinkedHashSet<>();
    private final Map<String, Deque<RunId>> byStarter = new LinkedHashMap<>();

    /** At which start, counted from the first, a person's last run started here; oldest first. */
    private final Map<String, Long> served = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    private long starts;

    /** @param startersOf returns who enqueued these runs; a run that no longer exists is not in the map */
    Turns(Function<Collection<RunId>, Map<RunId, String>> startersOf) {
        this.startersOf = startersOf;
    }

    /** Adds a run behind those of the same person. */
    synchronized void add(RunId id) {
        arrived.add(id);
    }

    /**
     * Takes out the run for which the queue accepted no task, or another one where a task of that other has taken it
     * already: there are never more runs here than tasks.
     */
    synchronized Optional<RunId> giveUp(RunId id) {
        if (arrived.remove(id) || byStarter.values().stream().anyMatch(waiting -> waiting.remove(id))) {
            byStarter.values().removeIf(Deque::isEmpty);
            return Optional.of(id);
        }
        return arrived.isEmpty() && byStarter.isEmpty() ? Optional.empty() : Optional.of(poll());
    }

    /** Notes that a run of this person starts. */
    synchronized void served(String starter) {
        served.remove(starter);
        served.put(starter, starts++);
    }

    /**
     * Takes out the run that is next. May ask the database. To be called at most once for each {@link #add}.
     *
     * @throws java.util.NoSuchElementException when none waits
     */
    RunId next() {
        for (List<RunId> unknown = severalArrived(); !unknown.isEmpty(); unknown = severalArrived()) {
            sort(unknown, lookUp(unknown));
        }
        return poll();
    }

    // one run alone needs no order
    private synchronized List<RunId> severalArrived() {
        return byStarter.isEmpty() && arrived.size() < 2
                ? List.of()
                : arrived.stream().limit(LOOKED_UP_AT_ONCE).toList();
    }

    // outside the lock: the database may take its time
    private Map<RunId, String> lookUp(List<RunId> ids) {
        try {
            return startersOf.apply(ids);
        } catch (RuntimeException unreachable) {
            // whoever claims the run will meet the same fault and report it
            LOG.log(Level.DEBUG, "who enqueued the runs that wait cannot be looked up", unreachable);
            return Map.of();
        }
    }

    private synchronized void sort(List<RunId> ids, Map<RunId, String> starters) {
        for (RunId id : ids) {
            if (arrived.remove(id)) {
                byStarter
                        .computeIfAbsent(starters.getOrDefault(id, UNKNOWN), starter -> new ArrayDeque<>())
                        .add(id);
            }
        }
    }

    private synchronized RunId poll() {
        if (byStarter.isEmpty()) {
            RunId only = arrived.iterator().next();
            arrived.remove(only);
            return only;
        }
        Deque<RunId> waiting = byStarter.entrySet().stream()
                .min(Comparator.comparingLong(entry -> served.getOrDefault(entry.getKey(), -1L)))
                .map(Map.Entry::getValue)
                .orElseThrow();
        RunId next = waiting.remove();
        byStarter.values().removeIf(Deque::isEmpty);
        return next;
    }
}
