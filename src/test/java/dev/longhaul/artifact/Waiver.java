package dev.longhaul.artifact;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * A known hole that is accepted for a time.
 *
 * @param id of the advisory
 * @param name group and artifact
 * @param reason why it does no harm, or what stands in front of it
 * @param until the last day
 */
record Waiver(String id, String name, String reason, LocalDate until) {

    static final Path FILE = Path.of("src/supply/waivers.json");

    static List<Waiver> all() {
        return Advisories.records(FILE).stream()
                .map(waiver -> new Waiver(
                        waiver.getString("id"),
                        waiver.getString("package"),
                        waiver.getString("reason"),
                        LocalDate.parse(waiver.getString("until"))))
                .toList();
    }

    boolean covers(String advisory, Component component, LocalDate today) {
        return id.equals(advisory) && name.equals(component.name()) && !today.isAfter(until);
    }
}
