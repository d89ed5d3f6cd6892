package dev.longhaul.shop.productimport.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Lists of suppliers: no layout, the names of the columns in eight languages, and cells as people write them. */
class PlainListCasesTest {

    @Test
    void a_German_list() throws Exception {
        assertThat(Outcome.of("""
                        Artikel-Nr.;Bezeichnung;Hersteller;EAN;VK-Preis;Lagerbestand;Gewicht (kg);Aktiv
                        L1;Lampe;Acme;4006381333931;1.234,50;12;3,5;ja
                        """)).isEqualTo("""
                        L1: Lampe; vendor Acme
                        - L1 1234.5 EUR; barcode 4006381333931; quantity 12; weight 3.5; weight_unit kg
                        """);
    }

    @Test
    void a_Dutch_list() throws Exception {
        assertThat(Outcome.of("""
                        artikelnummer;naam;merk;streepjescode;prijs;voorraad;actief
                        L1;Lamp;Acme;4006381333931;12,50;12;nee
                        """)).isEqualTo("""
                        L1: Lamp (draft); vendor Acme
                        - L1 12.5 EUR; barcode 4006381333931; quantity 12
                        """);
    }

    @Test
    void a_Spanish_list() throws Exception {
        assertThat(Outcome.of("""
                        referencia;nombre;marca;código de barras;PVP;existencias;activo
                        L1;Lámpara;Acme;4006381333931;12,50;12;sí
                        """)).isEqualTo("""
                        L1: Lámpara; vendor Acme
                        - L1 12.5 EUR; barcode 4006381333931; quantity 12
                        """);
    }

    @Test
    void a_French_list() throws Exception {
        assertThat(Outcome.of("""
                        référence;désignation;marque;code-barres;prix TTC;quantité;statut
                        L1;Lampe;Acme;4006381333931;12,50;12;brouillon
                        """)).isEqualTo("""
                        L1: Lampe (draft); vendor Acme
                        - L1 12.5 EUR; barcode 4006381333931; quantity 12
                        """);
    }

    @Test
    void an_Italian_list() throws Exception {
        assertThat(Outcome.of("""
                        codice articolo;denominazione;marca;codice a barre;prezzo;giacenza;attivo
                        L1;Lampada;Acme;4006381333931;12,50;12;sì
                        """)).isEqualTo("""
                        L1: Lampada; vendor Acme
                        - L1 12.5 EUR; barcode 4006381333931; quantity 12
                        """);
    }

    @Test
    void a_Polish_list() throws Exception {
        assertThat(Outcome.of("""
                        indeks;nazwa;producent;kod kreskowy;cena;stan magazynowy;aktywny
                        L1;Lampa;Acme;4006381333931;12,50 zł;12;nie
                        """)).isEqualTo("""
                        L1: Lampa (draft); vendor Acme
                        - L1 12.5 PLN; barcode 4006381333931; quantity 12
                        """);
    }

    @Test
    void a_Russian_list() throws Exception {
        assertThat(Outcome.of("""
                        артикул;наименование;бренд;штрихкод;цена;остаток;активен
                        L1;Лампа;Acme;4006381333931;12,50;12;да
                        """)).isEqualTo("""
                        L1: Лампа; vendor Acme
                        - L1 12.5 EUR; barcode 4006381333931; quantity 12
                        """);
    }

    @Test
    void a_Czech_list() throws Exception {
        assertThat(Outcome.of("""
                        kód zboží;název;výrobce;čárový kód;cena s DPH;skladem;aktivní
                        L1;Lampa;Acme;4006381333931;12,50 Kč;12;ano
                        """)).isEqualTo("""
                        L1: Lampa; vendor Acme
                        - L1 12.5 CZK; barcode 4006381333931; quantity 12
                        """);
    }

    @Test
    void a_Swedish_list() throws Exception {
        assertThat(Outcome.of("""
                        artikelnr;benämning;tillverkare;streckkod;pris;lagersaldo;status
                        L1;Lampa;Acme;4006381333931;12,50;12;utkast
                        """)).isEqualTo("""
                        L1: Lampa (draft); vendor Acme
                        - L1 12.5 EUR; barcode 4006381333931; quantity 12
                        """);
    }

    @Test
    void a_net_price_alone_is_asked_about() throws Exception {
        assertThat(Outcome.of("""
                        sku;name;Preis netto
                        L1;Lampe;12,50
                        """)).isEqualTo("""
                        L1: Lampe
                        - L1; attributes {"Preis netto":"12,50"}
                        unsure Preis netto is perhaps price
                        """);
    }

    @Test
    void a_gross_price_beside_a_net_price_is_the_price() throws Exception {
        assertThat(Outcome.of("""
                        sku;name;Preis netto;Preis brutto
                        L1;Lampe;10,50;12,50
                        """)).isEqualTo("""
                        L1: Lampe
                        - L1 12.5 EUR; attributes {"Preis netto":"10,50"}
                        """);
    }

    @Test
    void a_type_in_a_list_is_the_type_of_the_product() throws Exception {
        assertThat(Outcome.of("""
                        sku,name,type,price
                        L1,Lamp,Lighting,12.50
                        """)).isEqualTo("""
                        L1: Lamp; product_type Lighting
                        - L1 12.5 EUR
                        """);
    }

    @Test
    void a_guard_of_a_formula_is_no_part_of_a_key() throws Exception {
        assertThat(Outcome.of("""
                        sku,name,EAN
                        "=""0012\""",Lamp,"=""4006381333931\"""
                        """)).isEqualTo("""
                        0012: Lamp
                        - 0012; barcode 4006381333931
                        """);
    }

    @Test
    void words_for_no_value_are_no_keys() throws Exception {
        assertThat(Outcome.of("""
                        sku,name
                        nan,Lamp
                        None,Desk
                        n/a,Chair
                        -,Sofa
                        OK-1,Mat
                        """)).isEqualTo("""
                        OK-1: Mat
                        - OK-1
                        rejected key-no-value sku nan
                        rejected key-no-value sku None
                        rejected key-no-value sku n/a
                        rejected key-no-value sku -
                        """);
    }

    @Test
    void a_key_with_a_soft_hyphen_could_be_two_keys() throws Exception {
        assertThat(Outcome.of("""
                        sku,name
                        AB­1,Lamp
                        """)).isEqualTo("""
                        rejected key-soft-hyphen sku AB­1
                        """);
    }

    @Test
    void leading_zeros_belong_to_a_key() throws Exception {
        assertThat(Outcome.of("""
                        sku,name
                        007,Lamp
                        7,Desk
                        """)).isEqualTo("""
                        007: Lamp
                        - 007
                        7: Desk
                        - 7
                        """);
    }

    @Test
    void a_draft_may_have_a_price_of_zero() throws Exception {
        assertThat(Outcome.of("""
                        sku,name,price,status
                        L1,Lamp,0,draft
                        """)).isEqualTo("""
                        L1: Lamp (draft)
                        - L1 0 EUR
                        """);
    }

    @Test
    void a_price_in_words_is_none() throws Exception {
        assertThat(Outcome.of("""
                        sku;name;price
                        L1;Lampe;auf Anfrage
                        """)).isEqualTo("""
                        L1: Lampe
                        - L1
                        warning no-price price auf Anfrage
                        """);
    }

    @Test
    void prices_without_decimals_end_in_a_dash() throws Exception {
        assertThat(Outcome.of("""
                        sku;name;Preis
                        L1;Lampe;12,-
                        L2;Lampe 2;9,50
                        """)).isEqualTo("""
                        L1: Lampe
                        - L1 12 EUR
                        L2: Lampe 2
                        - L2 9.5 EUR
                        """);
    }

    @Test
    void one_price_of_a_column_tells_how_the_others_are_written() throws Exception {
        assertThat(Outcome.of("""
                        sku;name;Preis
                        L1;Lampe;1.234
                        L2;Lampe 2;9,50
                        """)).isEqualTo("""
                        L1: Lampe
                        - L1 1234 EUR
                        L2: Lampe 2
                        - L2 9.5 EUR
                        """);
    }

    @Test
    void a_price_that_could_be_two_is_refused() throws Exception {
        assertThat(Outcome.of("""
                        sku;name;Preis
                        L1;Lampe;1.234
                        """)).isEqualTo("""
                        rejected price-ambiguous Preis 1.234
                        """);
    }

    @Test
    void a_price_below_zero_is_refused() throws Exception {
        assertThat(Outcome.of("""
                        sku,name,price
                        L1,Lamp,-5.00
                        """)).isEqualTo("""
                        rejected price-negative price -5.00
                        """);
    }

    @Test
    void a_weight_brings_its_own_unit() throws Exception {
        assertThat(Outcome.of("""
                        sku;name;Gewicht
                        L1;Lampe;500 g
                        L2;Lampe 2;1,5 kg
                        """)).isEqualTo("""
                        L1: Lampe
                        - L1; weight 500; weight_unit g
                        L2: Lampe 2
                        - L2; weight 1.5; weight_unit kg
                        """);
    }

    @Test
    void a_barcode_of_eleven_digits_has_lost_its_zero() throws Exception {
        assertThat(Outcome.of("""
                        sku,name,EAN
                        L1,Lamp,36000291452
                        """)).isEqualTo("""
                        L1: Lamp
                        - L1; barcode 36000291452
                        warning barcode-wrong EAN 36000291452
                        """);
    }

    @Test
    void a_barcode_with_decimals_is_a_number_that_a_program_wrote() throws Exception {
        assertThat(Outcome.of("""
                        sku,name,EAN
                        L1,Lamp,4006381333931.0
                        """)).isEqualTo("""
                        L1: Lamp
                        - L1; barcode 4006381333931
                        """);
    }

    @Test
    void a_currency_in_the_header_counts_for_its_column() throws Exception {
        assertThat(Outcome.of("""
                        sku,name,price (USD),compare at price (USD)
                        L1,Lamp,12.50,15.00
                        """)).isEqualTo("""
                        L1: Lamp
                        - L1 12.5 USD was 15
                        """);
    }

    @Test
    void two_columns_of_one_price_in_one_currency_are_not_mixed() throws Exception {
        assertThat(Outcome.of("""
                        sku,name,Price EUR,Price €
                        L1,Lamp,12.50,13.50
                        """)).isEqualTo("""
                        L1: Lamp
                        - L1 12.5 EUR; attributes {"Price €":"13.50"}
                        """);
    }

    @Test
    void a_misspelled_header_is_asked_about() throws Exception {
        assertThat(Outcome.of("""
                        sku,name,prise
                        L1,Lamp,12.50
                        """)).isEqualTo("""
                        L1: Lamp
                        - L1; attributes {"prise":"12.50"}
                        unsure prise is perhaps price
                        """);
    }

    @Test
    void a_stock_that_may_be_thousands_says_so_by_its_column() throws Exception {
        assertThat(Outcome.of("""
                        sku;name;Bestand
                        L1;Lampe;2.500
                        L2;Lampe 2;1.000
                        """)).isEqualTo("""
                        L1: Lampe
                        - L1; quantity 2500
                        L2: Lampe 2
                        - L2; quantity 1000
                        """);
    }

    @Test
    void several_pictures_may_stand_in_a_cell() throws Exception {
        assertThat(Outcome.of("""
                        sku,name,images
                        L1,Lamp,https://x.example/1.jpg|https://x.example/2.jpg
                        """)).isEqualTo("""
                        L1: Lamp; images https://x.example/1.jpg / https://x.example/2.jpg
                        - L1
                        """);
    }
}
