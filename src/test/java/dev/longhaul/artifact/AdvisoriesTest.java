package dev.longhaul.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdvisoriesTest {

    private static final Path OWN = Path.of("src/supply/advisories.json");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "org.jboss.resteasy:resteasy-core, 6.2.18.Final, true",
        "org.jboss.resteasy:resteasy-core, 6.2.19.Final, false",
        "org.jboss.resteasy:resteasy-core, 7.0.4.Final, true",
        "org.jboss.resteasy:resteasy-core, 7.0.5.Final, false",
        "org.jboss.resteasy:resteasy-client, 6.2.18.Final, false"
    })
    void a_version_is_within_a_range_from_its_introduction_to_its_fix(String name, String version, boolean concerned) {
        assertThat(own().concerning(new Component(name, version, "here")).contains("CVE-2026-89058"))
                .isEqualTo(concerned);
    }

    @Test
    void a_hole_without_a_fix_concerns_every_version() {
        assertThat(own().concerning(new Component("io.undertow:undertow-core", "2.4.9.Final", "here")))
                .containsExactly("CVE-2026-3260");
    }

    @Test
    void a_directory_of_records_is_read_with_listed_versions_and_without_withdrawn_records() throws IOException {
        write("one.json", "{'id':'A','affected':[{'package':{'ecosystem':'Maven','name':'g:a'},'versions':['1.0']}]}");
        write(
                "two.json",
                "{'id':'B','withdrawn':'2026-01-01T00:00:00Z',"
                        + "'affected':[{'package':{'ecosystem':'Maven','name':'g:a'},'versions':['1.0']}]}");
        write(
                "three.json",
                "{'id':'C','affected':[{'package':{'ecosystem':'npm','name':'g:a'},'versions':['1.0']},"
                        + "{'package':{'ecosystem':'Maven','name':'g:a'},'ranges':[{'type':'ECOSYSTEM',"
                        + "'events':[{'introduced':'0'},{'last_affected':'1.0'}]}]}]}");
        Advisories advisories = Advisories.read(directory);

        assertThat(advisories.concerning(new Component("g:a", "1.0", "here"))).containsExactlyInAnyOrder("A", "C");
        assertThat(advisories.concerning(new Component("g:a", "1.0.1", "here"))).isEmpty();
    }

    @Test
    void a_waiver_holds_to_the_end_of_its_last_day_for_its_package_alone() {
        LocalDate last = LocalDate.of(2027, 1, 31);
        Waiver waiver = new Waiver("A", "g:a", "unreachable", last);

        assertThat(waiver.covers("A", new Component("g:a", "1", "here"), last)).isTrue();
        assertThat(waiver.covers("A", new Component("g:a", "1", "here"), last.plusDays(1)))
                .isFalse();
        assertThat(waiver.covers("A", new Component("g:b", "1", "here"), last)).isFalse();
        assertThat(waiver.covers("B", new Component("g:a", "1", "here"), last)).isFalse();
    }

    @Test
    void every_waiver_has_a_reason() {
        assertThat(Waiver.all()).isNotEmpty().allSatisfy(waiver -> assertThat(waiver.reason())
                .isNotBlank());
    }

    private void write(String name, String json) throws IOException {
        Files.writeString(directory.resolve(name), json.replace('\'', '"'));
    }

    private static Advisories own() {
        try {
            return Advisories.read(OWN);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
