package dev.longhaul.shop.catalog.write;

/**
 * A set of keys by their 64-bit hashes, which takes about sixteen bytes for each key of any length. Two keys of ten
 * million are mistaken for one with a probability of about one in four hundred thousand. Not safe for several threads.
 */
final class HashedKeys {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private long[] slots = new long[1 << 10];
    private int size;
    private boolean holdsZero;

    /** The hash of a text, to be combined with another. */
    static long hash(long seed, String text) {
        long hash = FNV_OFFSET ^ seed;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return mix(hash);
    }

    /** Spreads a number over all bits. */
    static long mix(long number) {
        long mixed = (number ^ number >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }

    /** True if the key was not there before. */
    boolean add(long hash) {
        if (hash == 0) {
            boolean added = !holdsZero;
            holdsZero = true;
            return added;
        }
        if ((size + 1) * 2 > slots.length) {
            grow();
        }
        int slot = slotOf(slots, hash);
        if (slots[slot] == hash) {
            return false;
        }
        slots[slot] = hash;
        size++;
        return true;
    }

    boolean contains(long hash) {
        return hash == 0 ? holdsZero : slots[slotOf(slots, hash)] == hash;
    }

    int size() {
        return size + (holdsZero ? 1 : 0);
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        for (long hash : slots) {
            if (hash != 0) {
                larger[slotOf(larger, hash)] = hash;
            }
        }
        slots = larger;
    }

    private static int slotOf(long[] slots, long hash) {
        int slot = (int) hash & (slots.length - 1);
        while (slots[slot] != 0 && slots[slot] != hash) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }
}
