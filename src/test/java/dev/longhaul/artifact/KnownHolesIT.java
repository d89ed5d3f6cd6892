package dev.longhaul.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Compares the WAR and both servers with known advisories: those of the repository, or those of the file or directory
 * that {@code -Dlonghaul.advisories} names. A hole needs a waiver that has not expired, so a build fails on a later day
 * than another; that is what the date is for.
 */
class KnownHolesIT {

    private static final String OWN = "src/supply/advisories.json";

    private final String source = System.getProperty("longhaul.advisories", OWN);
    private final LocalDate today = LocalDate.now(Clock.systemUTC());

    @Test
    void every_known_hole_of_the_war_and_of_the_servers_is_waived_for_now() throws IOException {
        Advisories advisories = Advisories.read(Path.of(source));
        List<Waiver> waivers = Waiver.all();
        List<Component> components = new ArrayList<>(Component.ofJars(Path.of("target/servers")));
        components.addAll(Sbom.ofWar().components());
        Set<String> open = new TreeSet<>();
        Set<Waiver> unused = new LinkedHashSet<>(waivers);
        for (Component component : components) {
            for (String advisory : advisories.concerning(component)) {
                unused.removeIf(waiver -> waiver.covers(advisory, component, today));
                if (waivers.stream().noneMatch(waiver -> waiver.covers(advisory, component, today))) {
                    open.add(advisory + ": " + component.name() + " " + component.version() + " in "
                            + component.place());
                }
            }
        }

        assertThat(open).as("holes without a waiver in " + Waiver.FILE).isEmpty();
        if (source.equals(OWN)) {
            assertThat(unused).as("waivers of nothing").isEmpty();
        }
    }
}
