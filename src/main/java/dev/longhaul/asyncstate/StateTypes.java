package dev.longhaul.asyncstate;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The stable names of types, each of which belongs to one class on this node, and the keys made from them. */
final class StateTypes {

    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9._$-]{1,200}");
    private static final int LONGEST_NAME = 200;

    private final Map<Class<?>, String> names = new ConcurrentHashMap<>();
    private final Map<String, Class<?>> owners = new ConcurrentHashMap<>();

    /**
     * @throws IllegalArgumentException when the name is empty or too long, or the type's name is not allowed or taken
     */
    StateKey key(Class<?> type, @Nullable String name) {
        String typeName = nameOf(type);
        if (name == null) {
            return new StateKey(typeName, "");
        }
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("name of a state of type " + typeName + " must have 1 to " + LONGEST_NAME
                    + " characters, had " + name.length());
        }
        return new StateKey(typeName, name);
    }

    String nameOf(Class<?> type) {
        Objects.requireNonNull(type, "type");
        String known = names.get(type);
        return known == null ? register(type) : known;
    }

    private String register(Class<?> type) {
        StateType stable = type.getAnnotation(StateType.class);
        String name = stable == null ? type.getName() : stable.value();
        if (!TYPE.matcher(name).matches()) {
            throw new IllegalArgumentException("name of state type " + type.getName()
                    + " must be 1 to 200 letters, digits, dots, dashes, underscores or dollar signs, was `" + name
                    + "`");
        }
        Class<?> other = owners.putIfAbsent(name, type);
        if (other != null && other != type) {
            throw new IllegalArgumentException(
                    "state type name " + name + " of " + type.getName() + " is taken by " + other.getName());
        }
        names.put(type, name);
        return name;
    }
}
