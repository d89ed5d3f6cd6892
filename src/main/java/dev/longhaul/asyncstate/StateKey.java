package dev.longhaul.asyncstate;

/**
 * Under which a state is found: the stable name of its type, and its own name, empty for the only one of its type. The
 * text form is the key in the cache.
 */
record StateKey(String type, String name) {

    @Override
    public String toString() {
        return name.isEmpty() ? type : type + "/" + name;
    }
}
