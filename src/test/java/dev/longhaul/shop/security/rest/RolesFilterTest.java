package dev.longhaul.shop.security.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.shop.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RolesFilterTest {

    @Test
    void the_methods_own_roles_count_and_else_those_of_its_class() {
        assertThat(rolesOf("own", Annotated.class)).containsExactly(Roles.VIEWER);
        assertThat(rolesOf("inherited", Annotated.class)).containsExactly(Roles.ADMIN);
        assertThat(rolesOf("inherited", Generated.class)).containsExactly(Roles.ADMIN);
    }

    @Test
    void what_nobody_has_decided_about_is_for_nobody() {
        assertThat(rolesOf("bare", Bare.class)).isEmpty();
        assertThat(rolesOf("none", Annotated.class)).isEmpty();
    }

    private static Set<String> rolesOf(String method, Class<?> type) {
        @Nullable
        Method found = Arrays.stream(type.getMethods())
                .filter(candidate -> candidate.getName().equals(method))
                .findFirst()
                .orElse(null);
        return RolesFilter.rolesOf(found, type);
    }

    @RolesAllowed(Roles.ADMIN)
    public static class Annotated {
        @RolesAllowed(Roles.VIEWER)
        public void own() {}

        public void inherited() {}
    }

    public static class Generated extends Annotated {}

    public static class Bare {
        public void bare() {}
    }
}
