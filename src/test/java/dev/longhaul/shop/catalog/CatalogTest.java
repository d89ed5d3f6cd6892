package dev.longhaul.shop.catalog;

import static dev.longhaul.shop.catalog.write.TestRecords.named;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.longhaul.shop.catalog.TestCatalog#onEachDatabase")
class CatalogTest {

    private final TestCatalog catalog;

    CatalogTest(TestCatalog catalog) {
        this.catalog = catalog;
    }

    @BeforeEach
    void empty() {
        catalog.empty();
    }

    @Test
    void pages_follow_each_other_by_handle() {
        catalog.changes(named("c", "3", "C"), named("a", "1", "A"), named("b", "2", "B"));

        assertThat(catalog.reader().page(null, 2)).extracting(Product::handle).containsExactly("a", "b");
        assertThat(catalog.reader().page("b", 2)).extracting(Product::handle).containsExactly("c");
        assertThat(catalog.reader().page("c", 2)).isEmpty();
    }
}
