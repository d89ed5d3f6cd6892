package dev.longhaul.shop.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Lists of suppliers: what their columns are, by names in many languages. */
class HeaderCasesTest {

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
}
