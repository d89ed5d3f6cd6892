package dev.longhaul.shop.reading.mapping;

/** A set of hashes that takes twelve to twenty-four bytes each. For one thread. */
final class LongSet {

    private long[] slots = new long[1 << 8];
    private int count;

    /** False if it was there already. */
    boolean add(long hash) {
        if (count * 3 > slots.length * 2) {
            grow();
        }
        return put(slots, hash == 0 ? 1 : hash);
    }

    boolean contains(long hash) {
        long wanted = hash == 0 ? 1 : hash;
        int slot = slot(slots, wanted);
        while (slots[slot] != 0) {
            if (slots[slot] == wanted) {
                return true;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return false;
    }

    private boolean put(long[] into, long hash) {
        int slot = slot(into, hash);
        while (into[slot] != 0) {
            if (into[slot] == hash) {
                return false;
            }
            slot = (slot + 1) & (into.length - 1);
        }
        into[slot] = hash;
        count++;
        return true;
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        count = 0;
        for (long hash : slots) {
            if (hash != 0) {
                put(larger, hash);
            }
        }
        slots = larger;
    }

    private static int slot(long[] slots, long hash) {
        return (int) (hash ^ (hash >>> 32)) & (slots.length - 1);
    }

    /** Two texts have the same hash in one of 2^64 pairs. */
    static long hash(String text) {
        long hash = 1125899906842597L;
        for (int i = 0; i < text.length(); i++) {
            hash = 31 * hash + text.charAt(i);
        }
        hash ^= hash >>> 33;
        hash *= 0xff51afd7ed558ccdL;
        hash ^= hash >>> 33;
        hash *= 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
