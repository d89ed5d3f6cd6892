package dev.longhaul.cluster;

import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.FilterInfo;
import java.io.ObjectInputFilter.Status;
import org.jspecify.annotations.Nullable;

/** Whether this JVM reads serialized objects of every class, which is Java's default. */
final class Deserialization {

    private Deserialization() {}

    /** A filter that only limits sizes, as WildFly's own does, counts as none. */
    static boolean isOpen() {
        return isOpen(ObjectInputFilter.Config.getSerialFilter());
    }

    static boolean isOpen(@Nullable ObjectInputFilter filter) {
        return filter == null || filter.checkInput(new Attempt(Attempt.class)) != Status.REJECTED;
    }

    /** The start of an object of a class that no list has a reason to name. */
    private record Attempt(Class<?> serialClass) implements FilterInfo {

        @Override
        public long arrayLength() {
            return -1;
        }

        @Override
        public long depth() {
            return 1;
        }

        @Override
        public long references() {
            return 1;
        }

        @Override
        public long streamBytes() {
            return 1;
        }
    }
}
