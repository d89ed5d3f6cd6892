package dev.longhaul.shop.reading.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.shop.catalog.ProductStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusTextTest {

    @ParameterizedTest(name = "{0}: {1} or {2} is on sale, {3} and {4} are not")
    @CsvSource({
        "English, yes, Published, no, Draft",
        "German, ja, Aktiv, nein, Entwurf",
        "Dutch, ja, actief, nee, concept",
        "Spanish, sí, activo, no, borrador",
        "French, oui, publié, non, brouillon",
        "Italian, sì, attivo, no, bozza",
        "Polish, tak, aktywny, nie, szkic",
        "Russian, да, Активен, нет, черновик",
        "Czech, ano, aktivní, ne, koncept",
        "Swedish, ja, aktiv, nej, utkast",
        "numbers, 1, 1.0, 0, -1"
    })
    void words_of_a_language(String language, String yes, String active, String no, String draft) throws Exception {
        assertThat(StatusText.parse(yes)).isEqualTo(ProductStatus.ACTIVE);
        assertThat(StatusText.parse(active)).isEqualTo(ProductStatus.ACTIVE);
        assertThat(StatusText.parse(no)).isEqualTo(ProductStatus.DRAFT);
        assertThat(StatusText.parse(draft)).isEqualTo(ProductStatus.DRAFT);
    }

    @Test
    void a_word_that_is_not_known_is_refused() {
        assertThatThrownBy(() -> StatusText.parse("maybe")).isInstanceOf(CellFaultException.class);
    }
}
