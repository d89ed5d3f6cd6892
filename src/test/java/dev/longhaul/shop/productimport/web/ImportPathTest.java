package dev.longhaul.shop.productimport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportPathTest {
    private static final String ID = "0a9d4e5c-27b0-4c6e-9b1e-1f6b6a3c2d10";

    @Test
    void an_address_names_an_import_and_a_part_of_it() {
        assertThat(ImportPath.parse("/" + ID)).hasValueSatisfying(path -> {
            assertThat(path.run().value()).isEqualTo(UUID.fromString(ID));
            assertThat(path.part()).isEmpty();
        });
        assertThat(ImportPath.parse("/" + ID + "/rejects.csv"))
                .hasValueSatisfying(path -> assertThat(path.part()).isEqualTo("rejects.csv"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/x", "/" + ID + "/", "/" + ID + "/status/", "/" + ID + "/a/b", "//" + ID, ID})
    void anything_else_names_none(String pathInfo) {
        assertThat(ImportPath.parse(pathInfo)).isEmpty();
    }

    @Test
    void the_list_has_no_path() {
        assertThat(ImportPath.parse(null)).isEmpty();
        assertThat(ImportPath.isList(null)).isTrue();
        assertThat(ImportPath.isList("/")).isTrue();
        assertThat(ImportPath.isList("/x")).isFalse();
    }
}
