package dev.longhaul.shop.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Counts what is done again and again, so that neither a stranger who guesses nor a program that polls fills the table.
 * The first occurrence by a user from an address is a line at once; later ones are counted and become one line when the
 * action's time is over.
 *
 * <p>A stranger can invent names and have many addresses. Past {@value #MAX_KEYS} pairs within that time, further ones
 * are counted together, without name and address. So the table grows by at most twice as many lines within the time,
 * and memory is bounded likewise. Safe for any number of threads; a count that was not written yet ends with the
 * process.
 */
final class RepeatedLines {

    static final int MAX_KEYS = 500;

    private final Clock clock;
    private final Map<Key, Count> counts = new HashMap<>();
    private final Map<AuditAction, Integer> keyCounts = new HashMap<>();

    RepeatedLines(Clock clock) {
        this.clock = clock;
    }

    /** What has to be written now that this line has occurred: the line, or nothing yet, and what else is due. */
    synchronized List<AuditLine> dueWith(AuditLine line) {
        if (line.action().countedFor().isEmpty()) {
            return List.of(line);
        }
        List<AuditLine> lines = due();
        Key own = new Key(line.action(), line.user(), line.address());
        boolean isNew = !counts.containsKey(own);
        boolean isOneTooMany = isNew && keyCounts.getOrDefault(line.action(), 0) >= MAX_KEYS;
        Key key = isOneTooMany ? new Key(line.action(), "", "") : own;
        Count count = counts.get(key);
        if (count == null) {
            Duration time = line.action().countedFor().orElseThrow();
            count = new Count(clock.instant().plus(time));
            counts.put(key, count);
            keyCounts.merge(key.action(), 1, Integer::sum);
            if (!isOneTooMany) {
                lines.add(line);
                return lines;
            }
        }
        count.repetitions += line.times();
        return lines;
    }

    /** The numbers of repetitions whose time is over; they are forgotten here. */
    synchronized List<AuditLine> due() {
        Instant now = clock.instant();
        return take(count -> !now.isBefore(count.end));
    }

    synchronized List<AuditLine> all() {
        return take(count -> true);
    }

    private List<AuditLine> take(Predicate<Count> wanted) {
        List<AuditLine> lines = new ArrayList<>();
        Iterator<Map.Entry<Key, Count>> entries = counts.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Key, Count> entry = entries.next();
            Key key = entry.getKey();
            Count count = entry.getValue();
            if (wanted.test(count)) {
                entries.remove();
                keyCounts.merge(key.action(), -1, Integer::sum);
                if (count.repetitions > 0) {
                    lines.add(new AuditLine(key.action(), key.user(), key.address(), "", "", count.repetitions));
                }
            }
        }
        return lines;
    }

    private record Key(AuditAction action, String user, String address) {}

    /** Guarded by the outer lock. */
    private static final class Count {

        private final Instant end;
        private int repetitions;

        Count(Instant end) {
            this.end = end;
        }
    }
}
