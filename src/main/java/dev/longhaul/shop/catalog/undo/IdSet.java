package dev.longhaul.shop.catalog.undo;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * A set of ids of the catalogue, one bit for each. Those come from one sequence, so ten million of them fit about two
 * mebibytes. Not safe for several threads.
 */
public final class IdSet {

    private static final int PAGE_BITS = 1 << 15;

    private final Map<Long, long[]> pages = new HashMap<>();

    public boolean contains(long id) {
        long[] page = pages.get(Math.floorDiv(id, (long) PAGE_BITS));
        int bit = Math.floorMod(id, PAGE_BITS);
        return page != null && (page[bit / Long.SIZE] >>> bit & 1) != 0;
    }

    public void addAll(Collection<Long> ids) {
        for (long id : ids) {
            long[] page = pages.computeIfAbsent(
                    Math.floorDiv(id, (long) PAGE_BITS), number -> new long[PAGE_BITS / Long.SIZE]);
            int bit = Math.floorMod(id, PAGE_BITS);
            page[bit / Long.SIZE] |= 1L << bit;
        }
    }
}
