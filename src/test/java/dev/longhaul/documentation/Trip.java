package dev.longhaul.documentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The way of one thing through the code, as the document tells it: a heading {@code ### A. …} and a table with one row
 * per hop.
 */
record Trip(String letter, String title, List<Hop> hops) {

    private static final Pattern HEADING = Pattern.compile("### ([A-Z])\\. (.+)");
    private static final Pattern HOP =
            Pattern.compile("\\|[\\d ]*\\| *([a-z ]+?) *\\| *`([\\w.]+)\\.(\\w+)` *\\| *(.+?) *\\|");
    private static final Pattern ROW = Pattern.compile("\\|(?! *#|---).*");
    private static final Pattern COUNT = Pattern.compile("Hops: \\d+\\..*");

    /** How the method of a hop is reached. */
    enum Reached {
        /** The first hop. */
        STARTS,
        /** The hop before calls this one, directly or through other methods of its file. */
        CALLS,
        /** The hop before has returned; an earlier one on the same thread calls this one. */
        THEN_CALLS,
        /** This hop executes SQL; it is called as by one of the two above. */
        DATABASE,
        /** Through a function or an event that was registered, so that the caller does not name it. */
        CALLS_BACK,
        /** Another thread continues. */
        HANDS_OVER,
        /** Another node continues. */
        NETWORK;

        boolean isOnAnotherThread() {
            return this == STARTS || this == HANDS_OVER || this == NETWORK;
        }

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        static Reached of(String words) {
            for (Reached reached : values()) {
                if (reached.words().equals(words)) {
                    return reached;
                }
            }
            throw new IllegalArgumentException("a hop is reached by one of "
                    + Stream.of(values()).map(Reached::words).toList() + ", was \"" + words + "\"");
        }
    }

    /**
     * One step of a trip.
     *
     * @param type simple name of the class, with that of the outer one before it where it is nested, and with the last
     *     part of its package where two classes have the name
     * @param method its name, or {@code new} for a constructor
     * @param text what happens; "Passes …" says that the method does nothing but call the next one
     */
    record Hop(int number, Reached reached, String type, String method, String text) {

        boolean isPassThrough() {
            return text.startsWith("Passes ");
        }

        String outerType() {
            return type.replaceFirst("([A-Z]\\w*)\\..*", "$1");
        }

        String name() {
            return type + "." + method;
        }
    }

    /** All trips of the document, in its order. */
    static List<Trip> of(String document) {
        List<Trip> trips = new ArrayList<>();
        for (String line : document.lines().toList()) {
            Matcher heading = HEADING.matcher(line);
            Matcher hop = HOP.matcher(line);
            if (heading.matches()) {
                trips.add(new Trip(heading.group(1), heading.group(2), new ArrayList<>()));
            } else if (hop.matches() && !trips.isEmpty()) {
                List<Hop> hops = trips.get(trips.size() - 1).hops();
                hops.add(new Hop(hops.size() + 1, Reached.of(hop.group(1)), hop.group(2), hop.group(3), hop.group(4)));
            } else if (ROW.matcher(line).matches() && !trips.isEmpty()) {
                throw new IllegalArgumentException("not a hop: " + line);
            }
        }
        return trips;
    }

    /** The document with its hops numbered and counted anew. */
    static String counted(String document) {
        List<Trip> trips = of(document);
        StringBuilder written = new StringBuilder();
        int trip = -1;
        int hop = 0;
        for (String line : document.lines().toList()) {
            if (HEADING.matcher(line).matches()) {
                trip++;
                hop = 0;
            }
            if (trip >= 0 && COUNT.matcher(line).matches()) {
                written.append(trips.get(trip).count());
            } else if (trip >= 0 && HOP.matcher(line).matches()) {
                hop++;
                written.append(line.replaceFirst("\\|[\\d ]*\\|", "| " + hop + " |"));
            } else {
                written.append(line);
            }
            written.append('\n');
        }
        return written.toString();
    }

    private String count() {
        long classes = hops.stream().map(Hop::outerType).distinct().count();
        long passThroughs = hops.stream().filter(Hop::isPassThrough).count();
        return "Hops: %d. Classes: %d. Pass-throughs: %d.".formatted(hops.size(), classes, passThroughs);
    }
}
