package dev.longhaul.documentation;

import static java.util.stream.Collectors.joining;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Answers which methods exist and which call which; lambdas count as a part of the method that they are written in. */
final class CallGraph {

    private final JavaClasses classes;

    CallGraph(JavaClasses classes) {
        this.classes = classes;
    }

    /** Everything wrong with the trip, in sentences; empty when each hop is as the code has it. */
    List<String> faults(Trip trip) {
        return trip.hops().stream()
                .flatMap(hop -> fault(trip.hops(), hop).stream())
                .map(fault -> "trip " + trip.letter() + ", hop " + fault)
                .toList();
    }

    private List<String> fault(List<Trip.Hop> hops, Trip.Hop hop) {
        List<JavaClass> types = types(hop);
        if (types.size() != 1) {
            return List.of(hop.number() + ": " + types.size() + " classes are called " + hop.type());
        }
        if (units(types.get(0), hop.method()).isEmpty()) {
            return List.of(hop.number() + ": " + hop.type() + " has no method " + hop.method());
        }
        boolean isFirst = hop.number() == 1;
        if (isFirst != (hop.reached() == Trip.Reached.STARTS)) {
            return List.of(hop.number() + ": the first hop, and no other, \"starts\"");
        }
        List<Trip.Hop> callers = callers(hops, hop);
        boolean isCalled = callers.stream().anyMatch(caller -> types(caller).stream()
                .anyMatch(type -> calls(type, caller.method(), types.get(0), hop.method())));
        if (isCalled || callers.isEmpty()) {
            return List.of();
        }
        return List.of(hop.number() + ": " + hop.name() + " is not called by "
                + callers.stream().map(Trip.Hop::name).collect(joining(" or ")));
    }

    /** Those hops one of which must call this one; none where a call cannot be seen. */
    private List<Trip.Hop> callers(List<Trip.Hop> hops, Trip.Hop hop) {
        int before = hop.number() - 1;
        return switch (hop.reached()) {
            case CALLS -> hops.subList(before - 1, before);
            case THEN_CALLS, DATABASE -> {
                int first = before - 1;
                while (first > 0 && !hops.get(first).reached().isOnAnotherThread()) {
                    first--;
                }
                yield hops.subList(first, before);
            }
            default -> List.of();
        };
    }

    private List<JavaClass> types(Trip.Hop hop) {
        String ending = "." + hop.type().replaceAll("([A-Z]\\w*)\\.", "$1\\$");
        return classes.stream().filter(type -> type.getName().endsWith(ending)).toList();
    }

    private static List<JavaCodeUnit> units(JavaClass type, String method) {
        String name = method.equals("new") ? JavaConstructor.CONSTRUCTOR_NAME : method;
        return Stream.concat(type.getAllMethods().stream(), type.getConstructors().stream())
                .map(JavaCodeUnit.class::cast)
                .filter(unit -> unit.getName().equals(name))
                .toList();
    }

    /** Whether a method calls another, itself or through others of its own file and of what its class extends. */
    private static boolean calls(JavaClass from, String method, JavaClass to, String called) {
        String name = called.equals("new") ? JavaConstructor.CONSTRUCTOR_NAME : called;
        Deque<JavaCodeUnit> toVisit = new ArrayDeque<>(units(from, method));
        Set<JavaCodeUnit> visited = new HashSet<>(toVisit);
        while (!toVisit.isEmpty()) {
            JavaCodeUnit unit = toVisit.remove();
            for (CodeUnitAccessTarget target : targets(unit)) {
                if (target.getName().equals(name) && isOneOf(to, target.getOwner())) {
                    return true;
                }
                target.resolveMember()
                        .filter(next -> isWithin(from, next.getOwner()))
                        .filter(visited::add)
                        .ifPresent(toVisit::add);
            }
        }
        return false;
    }

    private static List<CodeUnitAccessTarget> targets(JavaCodeUnit unit) {
        List<CodeUnitAccessTarget> targets = new ArrayList<>();
        unit.getCallsFromSelf().forEach(call -> targets.add(call.getTarget()));
        unit.getMethodReferencesFromSelf().forEach(reference -> targets.add(reference.getTarget()));
        unit.getConstructorReferencesFromSelf().forEach(reference -> targets.add(reference.getTarget()));
        return targets;
    }

    private static boolean isOneOf(JavaClass type, JavaClass declared) {
        return type.isAssignableTo(declared.getName()) || declared.isAssignableTo(type.getName());
    }

    private static boolean isWithin(JavaClass type, JavaClass owner) {
        return MainClasses.file(owner).equals(MainClasses.file(type)) || type.isAssignableTo(owner.getName());
    }
}
