package dev.longhaul.shop.reading;

import static dev.longhaul.shop.catalog.write.TestRecords.NO_PRODUCT;
import static dev.longhaul.shop.catalog.write.TestRecords.handle;
import static dev.longhaul.shop.catalog.write.TestRecords.product;
import static dev.longhaul.shop.catalog.write.TestRecords.quantity;
import static dev.longhaul.shop.catalog.write.TestRecords.sku;
import static dev.longhaul.shop.catalog.write.TestRecords.variant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.shop.catalog.Option;
import dev.longhaul.shop.catalog.Price;
import dev.longhaul.shop.catalog.ProductStatus;
import dev.longhaul.shop.catalog.Reason;
import dev.longhaul.shop.catalog.table.ProductField;
import dev.longhaul.shop.catalog.table.VariantField;
import dev.longhaul.shop.catalog.write.ProductKey;
import dev.longhaul.shop.catalog.write.ProductRecord;
import dev.longhaul.shop.catalog.write.VariantValues;
import dev.longhaul.shop.file.record.RecordFault;
import dev.longhaul.shop.reading.mapping.MappedRecord;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecordMapperTest {

    @Test
    void shopify_columns_are_known() throws Exception {
        assertThat(valid(
                        "Handle,Title,Body (HTML),Vendor,Type,Tags,Option1 Name,Option1 Value,Variant SKU,"
                                + "Variant Inventory Qty,Variant Price,Variant Compare At Price,Variant Barcode,Status",
                        "lamp,Floor Lamp,<p>x</p>,Acme,Indoor,\"a, b\",Color,Green,L-1,3,69.99,85.00,4006,draft"))
                .isEqualTo(new ProductRecord(
                        handle("lamp", "L-1"),
                        product("Floor Lamp", "<p>x</p>", "Acme", "Indoor", "a, b", ProductStatus.DRAFT.name()),
                        new VariantValues(
                                List.of(new Option("Color", "Green")),
                                variant(null, "4006", 3L),
                                List.of(new Price("EUR", new BigDecimal("69.99"), new BigDecimal("85.00"))))));
    }

    @Test
    void shopware_columns_are_known_and_prices_follow_the_currency_in_their_name() throws Exception {
        String header =
                "id;parent_id;product_number;stock;ean;name;price_net;price_gross;price_gross_eur;price_gross_usd";
        ProductRecord product = valid(header, "a1;;P-1;31;;Maid;495.79831932773;590;590;640,5");
        ProductRecord variant = valid(header, "b2;a1;P-2;8;;Awesome Maid;1.1;590;590;");

        assertThat(product.key()).isEqualTo(new ProductKey(null, null, "a1", "P-1"));
        assertThat(product.product()).isEqualTo(product("Maid"));
        assertThat(product.variant().prices())
                .containsExactly(
                        new Price("EUR", new BigDecimal("590"), null), new Price("USD", new BigDecimal("640.5"), null));
        assertThat(variant.key()).isEqualTo(new ProductKey(null, "a1", null, "P-2"));
        assertThat(variant.product()).isEqualTo(NO_PRODUCT);
        assertThat(variant.variant().values().text(VariantField.NAME)).isEqualTo("Awesome Maid");
    }

    @Test
    void a_price_without_currency_is_not_taken_where_each_currency_has_a_column() throws Exception {
        ProductRecord record = valid("sku;price_gross;price_gross_usd", "P-1;590;640");

        assertThat(record.variant().prices()).containsExactly(new Price("USD", new BigDecimal("640"), null));
    }

    @Test
    void spree_columns_are_known_and_the_currency_column_names_the_price() throws Exception {
        ProductRecord record = valid(
                "slug,sku,name,price,compare_at_price,currency,status,inventory_count",
                "kettle,K-1,Kettle,49.99,0,usd,active,5000");

        assertThat(record.key()).isEqualTo(handle("kettle", "K-1"));
        assertThat(record.variant().values().number(VariantField.QUANTITY)).isEqualTo(5000);
        assertThat(record.variant().prices())
                .containsExactly(new Price("USD", new BigDecimal("49.99"), Price.NO_AMOUNT));
    }

    @Test
    void woocommerce_variations_find_their_parent_by_its_sku_or_number() throws Exception {
        String header = "ID,Type,SKU,Name,Published,Regular price,Stock,Parent,Attribute 1 name,Attribute 1 value(s)";

        assertThat(valid(header, "44,variable,SHIRT,Shirt,1,,,,Color,"))
                .isEqualTo(new ProductRecord(
                        new ProductKey("SHIRT", null, "id:44", null),
                        product("Shirt", null, null, null, null, ProductStatus.ACTIVE.name()),
                        VariantValues.NONE));
        assertThat(valid(header, "45,variation,SHIRT-B,Shirt - Blue,1,19,5,id:44,Color,Blue")
                        .key())
                .isEqualTo(new ProductKey(null, "id:44", null, "SHIRT-B"));
        assertThat(valid(header, "46,variation,SHIRT-R,Shirt - Red,1,19,5,SHIRT,Color,Red")
                        .key())
                .isEqualTo(new ProductKey(null, "SHIRT", null, "SHIRT-R"));
        assertThat(valid(header, "47,variable,,Hat,1,,,,,").key()).isEqualTo(new ProductKey(null, null, "id:47", null));
    }

    @Test
    void a_plain_stock_list_is_known() throws Exception {
        assertThat(valid("sku,quantityOnStock,supplyChannel", "1111,46,"))
                .isEqualTo(new ProductRecord(sku("1111"), NO_PRODUCT, quantity(46)));
    }

    @Test
    void german_columns_are_known() throws Exception {
        ProductRecord record = valid("Artikel-Nr.;Bezeichnung;Bestand;Preis;Währung", "A1;Stuhl;4;1.234,50;chf");

        assertThat(record.key()).isEqualTo(sku("A1"));
        assertThat(record.product().text(ProductField.NAME)).isEqualTo("Stuhl");
        assertThat(record.variant().prices()).containsExactly(new Price("CHF", new BigDecimal("1234.50"), null));
    }

    @Test
    void columns_that_are_not_known_are_attributes_and_set_nothing_else() throws Exception {
        ProductRecord record = valid("sku,id,owner,role,epoch,created_at", "A,7,admin,admin,9,2020");

        assertThat(record.key()).isEqualTo(sku("A"));
        assertThat(record.product()).isEqualTo(NO_PRODUCT);
        assertThat(record.variant().values())
                .hasToString("{attributes={\"created_at\":\"2020\",\"epoch\":\"9\",\"id\":\"7\","
                        + "\"owner\":\"admin\",\"role\":\"admin\"}}");
    }

    @Test
    void blanks_that_nobody_sees_do_not_belong_to_a_cell() throws Exception {
        ProductRecord record = valid("sku, Name ", "\u00a0A-1\t, \u200bChair \u00a0");

        assertThat(record.key().sku()).isEqualTo("A-1");
        assertThat(record.product().text(ProductField.NAME)).isEqualTo("Chair");
    }

    static List<Arguments> faults() {
        return List.of(
                Arguments.of("a price that is no number", "sku,price", "A,abc", "price-not-a-number", "price", "abc"),
                Arguments.of(
                        "an ambiguous price", "sku,Price (USD)", "A,1.234", "price-ambiguous", "Price (USD)", "1.234"),
                Arguments.of("a broken quantity", "sku,qty", "A,5.5", "quantity-not-whole", "qty", "5.5"),
                Arguments.of(
                        "an unknown currency",
                        "sku,price,currency",
                        "A,1,DUCATS",
                        "currency-unknown",
                        "currency",
                        "DUCATS"),
                Arguments.of("an unknown status", "sku,status", "A,sold out", "status-unknown", "status", "sold out"),
                Arguments.of("no key", "handle,sku,name", ",,A", "key-missing", "handle", null),
                Arguments.of("no SKU", "name,sku", "Chair,", "key-missing", "sku", null),
                Arguments.of("a NUL character", "sku,name", "A,Ch\0air", "control-character", "name", "Ch\uFFFDair"),
                Arguments.of("a bell", "sku,name", "A,Ch\u0007air", "control-character", "name", "Ch\uFFFDair"),
                Arguments.of("a line break in a key", "sku,name", "\"A\nB\",x", "line-break", "sku", "A\uFFFDB"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void a_cell_at_fault_rejects_its_record_and_is_named(
            String name, String header, String record, String code, String column, String value) throws Exception {
        String enoughTextAround = header + "\n" + record + "\n" + "x,y\n".repeat(100);

        RecordFault fault = ((MappedRecord.Faulty)
                        ReadFiles.mapped(ReadFiles.utf8(enoughTextAround)).get(0))
                .fault();

        assertThat(fault.code()).isEqualTo(code);
        assertThat(fault.column()).isEqualTo(column);
        assertThat(fault.value()).isEqualTo(value);
        assertThat(fault.message(Locale.ENGLISH)).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"handle,255", "sku,255", "name,2000", "vendor,255", "tags,4000", "description,100000", "barcode,255"})
    void a_text_longer_than_its_column_is_rejected_and_shown_shortened(String column, int longest) throws Exception {
        String header = column.equals("sku") || column.equals("handle") ? column + ",x" : "sku," + column;
        String before = column.equals("sku") || column.equals("handle") ? "" : "A,";
        byte[] bytes = ReadFiles.utf8(
                header + "\n" + before + "y".repeat(longest) + "\n" + before + "y".repeat(longest + 1) + "\n");

        List<MappedRecord> mapped = ReadFiles.mapped(bytes);

        assertThat(mapped.get(0)).isInstanceOf(MappedRecord.Valid.class);
        RecordFault fault = ((MappedRecord.Faulty) mapped.get(1)).fault();
        assertThat(fault.code()).isEqualTo("text-too-long");
        assertThat(fault.message(Locale.ENGLISH))
                .isEqualTo("the text has " + (longest + 1) + " characters, at most " + longest + " are kept");
        assertThat(fault.value()).isEqualTo("y".repeat(200) + "…");
    }

    private static ProductRecord valid(String header, String record) throws Exception {
        return ((MappedRecord.Valid)
                        ReadFiles.mapped(ReadFiles.utf8(header + "\n" + record)).get(0))
                .record();
    }

    @Test
    void bytes_that_are_no_character_are_named_and_their_record_comes_in() throws Exception {
        byte[] bytes = ReadFiles.utf8("""
                sku,name
                1,Größe
                2,Gr?sse
                """);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '?' ? (byte) 0xF6 : bytes[i];
        }

        List<MappedRecord> mapped = ReadFiles.mapped(bytes);

        MappedRecord.Valid record = (MappedRecord.Valid) mapped.get(1);
        assertThat(record.record().product().text(ProductField.NAME)).isEqualTo("Gr\uFFFDsse");
        assertThat(record.warnings())
                .containsExactly(RecordFault.of(Reason.of("damaged-characters"), "name", "Gr\uFFFDsse"));
        assertThat(((MappedRecord.Valid) mapped.get(0)).warnings()).isEmpty();
    }
}
