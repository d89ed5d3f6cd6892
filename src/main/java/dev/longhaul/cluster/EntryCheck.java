package dev.longhaul.cluster;

import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells the entries of one map from what a faulty or hostile peer has written into it. Infinispan accepts every value
 * whose format it knows, so a peer can store an entry of one map under a key of another. Such an entry counts as
 * absent: a cast of it would fail in a loop, a list or a thread of the cluster. Reported once for each key. Safe for
 * any number of threads.
 *
 * @param <V> the entries
 */
final class EntryCheck<V> {

    private static final System.Logger LOG = System.getLogger(EntryCheck.class.getName());
    private static final int MOST_REPORTED = 100;
    private static final int LONGEST_KEY = 200;

    private final String map;
    private final Class<V> type;
    private final BiPredicate<String, V> belongs;
    private final Consumer<String> log;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    /** @param belongs whether an entry of the type may be stored under the key */
    EntryCheck(String map, Class<V> type, BiPredicate<String, V> belongs) {
        this(map, type, belongs, line -> LOG.log(Level.WARNING, line));
    }

    EntryCheck(String map, Class<V> type, BiPredicate<String, V> belongs, Consumer<String> log) {
        this.map = map;
        this.type = type;
        this.belongs = belongs;
        this.log = log;
    }

    /** The entry that was found under the key; null when there is none, or one that does not belong there. */
    @Nullable
    V accept(Object key, @Nullable Object found) {
        if (found == null) {
            return null;
        }
        if (key instanceof String text && type.isInstance(found)) {
            V entry = type.cast(found);
            if (belongs.test(text, entry)) {
                return entry;
            }
        }
        report(key, found);
        return null;
    }

    // bounded: a hostile peer has as many keys as it likes
    private void report(Object key, Object found) {
        String text = String.valueOf(key);
        String shown = text.substring(0, Math.min(text.length(), LONGEST_KEY)).replaceAll("\\p{Cntrl}", "?");
        if (reported.size() < MOST_REPORTED && reported.add(shown)) {
            log.accept("a peer wrote an entry of type " + found.getClass().getName() + " under the key " + shown
                    + " of the map " + map + ", where it does not belong: it is ignored");
        }
    }
}
