package dev.longhaul.shop.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerFloorTest {

    @Test
    void each_part_below_its_floor_is_named_with_its_version_and_its_hole() {
        assertThat(ServerFloor.shortfalls("WildFly 39.0.1.Final (WildFly Core 31.0.1.Final) - 2.3.23.Final"))
                .satisfiesExactly(
                        undertow -> assertThat(undertow)
                                .startsWith("Undertow 2.3.23.Final is below 2.3.25: ")
                                .contains("CVE-2026-28367", "CVE-2026-28368", "CVE-2026-28369"),
                        remoting -> assertThat(remoting)
                                .startsWith("WildFly Core 31.0.1.Final is below 33.0.1: ")
                                .contains("CVE-2026-15562"));
    }

    @Test
    void a_server_is_judged_part_by_part() {
        assertThat(ServerFloor.shortfalls("WildFly 40.0.1.Final (WildFly Core 32.0.1.Final) - 2.4.1.Final"))
                .singleElement()
                .asString()
                .startsWith("WildFly Core 32.0.1.Final");
    }

    @Test
    void every_payara_6_is_below() {
        assertThat(ServerFloor.shortfalls("Payara Server  6.2025.9 #badassfish"))
                .singleElement()
                .asString()
                .startsWith("Payara 6.2025.9: ")
                .contains("FISH-14190", "FISH-14855");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WildFly 42.0.0.Final (WildFly Core 34.0.0.Final) - 2.4.3.Final",
                "WildFly 41.0.1.Final (WildFly Core 33.0.1.Final) - 2.3.25.Final",
                "Payara Server 7.2026.11",
                "Apache Tomcat/11.0.1",
                ""
            })
    void a_server_above_its_floor_and_an_unknown_one_are_not_named(String server) {
        assertThat(ServerFloor.shortfalls(server)).isEmpty();
    }
}
