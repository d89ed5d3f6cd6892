package dev.longhaul.shop.reading.mapping;

import dev.longhaul.shop.catalog.ProductStatus;
import dev.longhaul.shop.catalog.Reason;
import dev.longhaul.shop.catalog.table.Attributes;
import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.table.Column;
import dev.longhaul.shop.catalog.table.ColumnValues;
import dev.longhaul.shop.catalog.table.ImageList;
import dev.longhaul.shop.catalog.table.ProductField;
import dev.longhaul.shop.catalog.table.VariantField;
import dev.longhaul.shop.reading.cell.CellFaultException;
import dev.longhaul.shop.reading.cell.DecimalMark;
import dev.longhaul.shop.reading.cell.KeyText;
import dev.longhaul.shop.reading.cell.MeasureText;
import dev.longhaul.shop.reading.cell.MeasureText.Measure;
import dev.longhaul.shop.reading.cell.QuantityText;
import dev.longhaul.shop.reading.cell.StatusText;
import dev.longhaul.shop.reading.cell.TradeItemNumber;
import dev.longhaul.shop.reading.column.ColumnReading;
import dev.longhaul.shop.reading.column.Layout;
import dev.longhaul.shop.reading.column.ProductColumn;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of one record: texts, numbers and measures, each in its column of the catalogue. */
final class ValueCells {

    /** What Shopify writes for a location that does not stock the variant. */
    private static final String NOT_STOCKED = "not stocked";

    private final RecordCells cells;

    ValueCells(RecordCells cells) {
        this.cells = cells;
    }

    ColumnValues.Builder<ProductField> ofProduct(boolean severalRecords) {
        ColumnValues.Builder<ProductField> values = ColumnValues.of(CatalogTables.PRODUCT);
        for (Map.Entry<ProductField, ProductColumn> column : ProductColumn.OF_PRODUCT.entrySet()) {
            put(values, column.getKey(), column.getValue());
        }
        List<String> images = ImageCells.urls(cells);
        if (!images.isEmpty()) {
            values.put(ProductField.IMAGES, new ImageList(images, !severalRecords));
        }
        return values;
    }

    ColumnValues.Builder<VariantField> ofVariant() {
        ColumnValues.Builder<VariantField> values = ColumnValues.of(CatalogTables.VARIANT);
        for (Map.Entry<VariantField, ProductColumn> column : ProductColumn.OF_VARIANT.entrySet()) {
            put(values, column.getKey(), column.getValue());
        }
        putStock(values);
        putWeight(values);
        putDimensions(values);
        return values;
    }

    private <C extends Column> void put(ColumnValues.Builder<C> values, C field, ProductColumn column) {
        if (cells.clears(column) && !field.isRequired()) {
            values.clear(field);
            return;
        }
        Object value = value(field, column);
        if (value != null) {
            values.put(field, value);
        }
    }

    private @Nullable Object value(Column field, ProductColumn column) {
        if (column == ProductColumn.STATUS) {
            return cells.parsed(column, (text, mark) -> status(text));
        }
        if (column == ProductColumn.BARCODE) {
            return barcode();
        }
        return switch (field.type()) {
            case TEXT -> cells.parsed(column, (text, mark) -> text(column, text, field.longest()));
            case LINE -> cells.key(column, field.longest());
            case NUMBER ->
                cells.parsed(column, (text, mark) -> quantity(cells.mapping().column(column), text, mark));
            case AMOUNT, IMAGES -> null;
            case ATTRIBUTES -> cells.parsed(column, (text, mark) -> attributes(text));
        };
    }

    private String text(ProductColumn column, String text, int longest) throws CellFaultException {
        if (column == ProductColumn.CATEGORY && cells.mapping().layout() == Layout.MAGENTO) {
            return RecordCells.bounded(MagentoText.withoutRoot(text), longest);
        }
        boolean escaped = cells.mapping().layout().escapesLineBreaks() && text.indexOf('\\') >= 0;
        return RecordCells.bounded(escaped ? unescaped(text) : text, longest);
    }

    // WooCommerce writes \n for a line break and \\n for a literal \n
    private static String unescaped(String text) {
        return text.replace("\\\\n", "\u0000").replace("\\n", "\n").replace("\u0000", "\\n");
    }

    private static Attributes attributes(String json) throws CellFaultException {
        try {
            return Attributes.parse(json);
        } catch (IllegalArgumentException e) {
            throw new CellFaultException("attributes-unreadable", String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Long quantity(@Nullable ColumnReading column, String text, DecimalMark mark)
            throws CellFaultException {
        if (NOT_STOCKED.equalsIgnoreCase(text)) {
            cells.warn(column, text, "not-stocked");
            return null;
        }
        if (QuantityText.saysOnlyWhetherAny(text)) {
            cells.warn(column, text, "stock-not-counted");
            return null;
        }
        return QuantityText.parse(text, mark);
    }

    private @Nullable String barcode() {
        ColumnReading column = cells.mapping().column(ProductColumn.BARCODE);
        return cells.parsed(ProductColumn.BARCODE, (text, mark) -> {
            String barcode = TradeItemNumber.withoutZeroDecimals(KeyText.clean(text));
            if (KeyText.isShortened(barcode)) {
                cells.warn(column, text, "barcode-shortened");
                return null;
            }
            Reason fault = TradeItemNumber.faultOf(barcode);
            if (fault != null) {
                cells.warn(column, text, fault);
            }
            return RecordCells.bounded(barcode, VariantField.BARCODE.longest());
        });
    }

    /** What all places have together. */
    private void putStock(ColumnValues.Builder<VariantField> values) {
        Long stock = null;
        for (int position : cells.mapping().positions(ProductColumn.LOCATION_QUANTITY)) {
            Long ofPlace = cells.parsed(
                    position, (text, mark) -> quantity(cells.mapping().column(position), text, mark));
            if (ofPlace != null) {
                stock = stock == null ? ofPlace : stock + ofPlace;
            }
        }
        if (stock != null) {
            values.put(VariantField.QUANTITY, stock);
        }
    }

    private void putWeight(ColumnValues.Builder<VariantField> values) {
        Measure grams = cells.parsed(ProductColumn.WEIGHT_IN_GRAMS, MeasureText::parse);
        Measure weight = cells.parsed(ProductColumn.WEIGHT, MeasureText::parse);
        if (weight == null && grams == null) {
            return;
        }
        Measure known = weight == null ? grams : weight;
        if (known == null) {
            return;
        }
        values.put(VariantField.WEIGHT, known.value());
        String unit = weight == null ? "g" : unit(weight, ProductColumn.WEIGHT, ProductColumn.WEIGHT_UNIT);
        if (unit != null) {
            values.put(VariantField.WEIGHT_UNIT, unit);
        }
    }

    private void putDimensions(ColumnValues.Builder<VariantField> values) {
        Map<VariantField, ProductColumn> dimensions = Map.of(
                VariantField.LENGTH, ProductColumn.LENGTH,
                VariantField.WIDTH, ProductColumn.WIDTH,
                VariantField.HEIGHT, ProductColumn.HEIGHT);
        for (Map.Entry<VariantField, ProductColumn> dimension : dimensions.entrySet()) {
            Measure measure = cells.parsed(dimension.getValue(), MeasureText::parse);
            if (measure != null) {
                values.put(dimension.getKey(), measure.value());
                String unit = unit(measure, dimension.getValue(), ProductColumn.DIMENSION_UNIT);
                if (unit != null) {
                    values.put(VariantField.DIMENSION_UNIT, unit);
                }
            }
        }
    }

    /** The unit in the cell, otherwise in the unit column, otherwise in the column's name. */
    private @Nullable String unit(Measure measure, ProductColumn field, ProductColumn units) {
        if (measure.unit() != null) {
            return measure.unit();
        }
        String named = cells.raw(units);
        ColumnReading column = cells.mapping().column(field);
        return !named.isEmpty() || column == null ? null : column.unit();
    }

    private String status(String text) throws CellFaultException {
        if (cells.mapping().layout() != Layout.PRESTASHOP || text.equals("0") || text.equals("1")) {
            return StatusText.parse(text).name();
        }
        // PrestaShop treats any text but 0 as true
        cells.warn(cells.mapping().column(ProductColumn.STATUS), text, "status-any-text");
        return ProductStatus.ACTIVE.name();
    }
}
