package dev.longhaul.background;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds, among what a task has captured, the objects that a server takes back or recycles when the request ends. Looks
 * at the task's own fields, which for a lambda are what it captured, and at nothing behind them.
 */
final class RequestObjects {

    // by name, because neither API need be there, and the library imports neither
    private static final Set<String> TYPES = Set.of(
            "jakarta.servlet.ServletRequest",
            "jakarta.servlet.ServletResponse",
            "jakarta.servlet.ServletInputStream",
            "jakarta.servlet.ServletOutputStream",
            "jakarta.servlet.http.HttpSession",
            "jakarta.servlet.http.Part",
            "jakarta.ws.rs.container.ContainerRequestContext",
            "jakarta.ws.rs.container.ContainerResponseContext",
            "jakarta.ws.rs.container.ResourceContext",
            "jakarta.ws.rs.container.ResourceInfo",
            "jakarta.ws.rs.core.HttpHeaders",
            "jakarta.ws.rs.core.Request",
            "jakarta.ws.rs.core.SecurityContext",
            "jakarta.ws.rs.core.UriInfo");

    // both hold nothing but classes of the platform: a value of ours here would keep the whole application after its
    // end
    private static final ClassValue<Field[]> CAPTURED = new ClassValue<>() {
        @Override
        protected Field[] computeValue(Class<?> type) {
            return capturedBy(type);
        }
    };
    private static final ClassValue<Optional<String>> REQUEST_TYPE = new ClassValue<>() {
        @Override
        protected Optional<String> computeValue(Class<?> type) {
            return Optional.ofNullable(requestTypeOf(type));
        }
    };

    private RequestObjects() {}

    /**
     * Refuses a task that would read a dead request.
     *
     * @throws IllegalArgumentException with the type and the field
     */
    static void refuseIn(String taskName, Object task) {
        if (task instanceof MarkedTask marked) {
            refuseIn(taskName, marked.task());
            return;
        }
        for (Field field : CAPTURED.get(task.getClass())) {
            Object value = valueOf(field, task);
            if (value == null) {
                continue;
            }
            REQUEST_TYPE.get(value.getClass()).ifPresent(type -> {
                throw new IllegalArgumentException("task " + taskName + " was refused: it captured a " + type
                        + " (field "
                        + field.getName() + ", class " + value.getClass().getName() + "), which belongs to the request"
                        + " and is dead when the task runs; read what the task needs before enqueueing it");
            });
        }
    }

    private static Field[] capturedBy(Class<?> taskType) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> type = taskType; type != null && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                boolean mayHold = !Modifier.isStatic(field.getModifiers())
                        && !field.getType().isPrimitive()
                        && !(Modifier.isFinal(field.getType().getModifiers())
                                && requestTypeOf(field.getType()) == null);
                // a class of a closed module is none of a user's lambdas
                if (mayHold && field.trySetAccessible()) {
                    fields.add(field);
                }
            }
        }
        return fields.toArray(Field[]::new);
    }

    private static @Nullable Object valueOf(Field field, Object task) {
        try {
            return field.get(task);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("field " + field + " was made accessible before", e);
        }
    }

    private static @Nullable String requestTypeOf(@Nullable Class<?> type) {
        if (type == null) {
            return null;
        }
        if (TYPES.contains(type.getName())) {
            return type.getName();
        }
        for (Class<?> implemented : type.getInterfaces()) {
            String found = requestTypeOf(implemented);
            if (found != null) {
                return found;
            }
        }
        return requestTypeOf(type.getSuperclass());
    }
}
