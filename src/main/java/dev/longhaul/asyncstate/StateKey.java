package dev.longhaul.asyncstate;

/**
 * The key of a state: the stable name of its type, and its own name, which is empty for the only one of its type. The
 * text form is the key in the cluster.
 */
record StateKey(String type, String name) {

    @Override
    public String toString() {
        return name.isEmpty() ? type : type + "/" + name;
    }
}
