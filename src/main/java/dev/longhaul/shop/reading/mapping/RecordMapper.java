package dev.longhaul.shop.reading.mapping;

import dev.longhaul.shop.catalog.Price;
import dev.longhaul.shop.catalog.VariantOptions;
import dev.longhaul.shop.catalog.table.Attributes;
import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.table.ColumnValues;
import dev.longhaul.shop.catalog.table.ProductField;
import dev.longhaul.shop.catalog.table.VariantField;
import dev.longhaul.shop.catalog.write.ProductKey;
import dev.longhaul.shop.catalog.write.ProductRecord;
import dev.longhaul.shop.catalog.write.VariantValues;
import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.file.record.RecordFault;
import dev.longhaul.shop.reading.column.ProductColumn;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns the records of one file, from its first, into records of the catalogue. The meaning of some depends on earlier
 * ones. For one thread.
 */
public final class RecordMapper {

    private final ColumnMapping mapping;
    private final String defaultCurrency;
    private final Families families;
    private final Instant now;
    private final RepeatedKeys repeated = new RepeatedKeys();
    private final LongSet groups = new LongSet();
    private final FirstRecords first = new FirstRecords();
    private CarriedCells carried = new CarriedCells();

    /**
     * @param defaultCurrency of prices for which the file names none
     * @param now decides which sale prices are paid
     */
    public RecordMapper(ColumnMapping mapping, Families families, String defaultCurrency, Instant now) {
        this.now = now;
        this.mapping = mapping;
        this.families = families;
        String chosen = mapping.choices().currency();
        this.defaultCurrency = chosen == null ? defaultCurrency : chosen;
    }

    /** Never throws because of what a record says: a fault is a result. */
    public MappedRecord map(FileRecord record) {
        RecordFault shape = record.fault();
        if (shape != null) {
            return new MappedRecord.Faulty(shape);
        }
        RecordCells cells = new RecordCells(mapping, record);
        ProductRecord mapped = read(cells);
        RecordFault fault = cells.fault();
        if (fault != null) {
            return new MappedRecord.Faulty(fault);
        }
        return compared(mapped, cells);
    }

    /** Takes nothing for the next record from those that were mapped before. */
    public void forgetAbove() {
        carried = new CarriedCells();
    }

    /** A variant that appeared earlier in the file. */
    private MappedRecord compared(ProductRecord record, RecordCells cells) {
        if (!record.hasVariant()) {
            return new MappedRecord.Valid(record, cells.warnings());
        }
        ProductRecord distinct = record;
        if (repeated.seeSku(record, cells.line()) == RepeatedKeys.Relation.DIFFERENT) {
            distinct = new ProductRecord(withSkuRepeated(record.key()), record.product(), record.variant());
            cells.warn(mapping.column(ProductColumn.SKU), record.key().sku(), "sku-repeated", repeated.firstLine());
        }
        if (repeated.see(distinct, cells.line()) == RepeatedKeys.Relation.DIFFERENT) {

            if (!mapping.choices().lastWins()) {
                ProductColumn key = record.key().sku() == null ? ProductColumn.HANDLE : ProductColumn.SKU;
                cells.fault(key, "key-repeated", repeated.firstLine());
                return new MappedRecord.Faulty(Objects.requireNonNull(cells.fault()));
            }
            cells.warn(
                    mapping.column(ProductColumn.SKU), record.key().sku(), "key-repeated.last", repeated.firstLine());
        }
        return new MappedRecord.Valid(distinct, cells.warnings());
    }

    private static ProductKey withSkuRepeated(ProductKey key) {
        return new ProductKey(
                key.handle(), key.parent(), key.parentIsSku(), key.reference(), key.sku(), true, key.source());
    }

    private ProductRecord read(RecordCells cells) {
        RecordKey key = RecordKey.read(cells, families, carried);
        @Nullable String[] names = carried.optionNames(key.product());
        if (key.role() == RecordKey.Role.CHOICE) {
            ChoiceCells.warn(key.key(), families, cells);
            return new ProductRecord(key.key(), ColumnValues.none(CatalogTables.PRODUCT), VariantValues.NONE);
        }
        LinkedOptions linked = key.child() == null ? LinkedOptions.NONE : LinkedOptions.read(key.child(), cells);
        VariantOptions options = key.child() == null
                ? OptionCells.read(cells, names)
                : OptionCells.of(MagentoCells.options(linked.byName(), cells), cells);
        carried.remember(key.product(), names);
        if (key.role() == RecordKey.Role.TRANSLATION) {
            return new ProductRecord(key.key(), MagentoCells.translation(cells), VariantValues.NONE);
        }
        ValueCells values = new ValueCells(cells);
        Attributes attributes = new AttributeCells(cells)
                .read(
                        OptionCells.describeOnly(cells)
                                ? OptionCells.attributes(cells)
                                : MagentoCells.attributes(cells, options),
                        linked.positions());
        boolean isMaster = key.role() == RecordKey.Role.MASTER;
        ColumnValues.Builder<ProductField> product = values.ofProduct(mapping.hasProductsOfSeveralRecords());
        if (isMaster) {
            prices(key, cells);
            return new ProductRecord(key.key(), spoken(key, with(product, attributes), cells), VariantValues.NONE);
        }
        ColumnValues.Builder<VariantField> variant = values.ofVariant();
        VariantValues variantSaid = new VariantValues(options, variant.build(), prices(key, cells));
        boolean saysVariant = key.key().sku() != null || !variantSaid.equals(VariantValues.NONE);
        if (!saysVariant) {
            ColumnValues<ProductField> said = with(product, carried.ofPicture(attributes, cells));
            return new ProductRecord(key.key(), spoken(key, said, cells), VariantValues.NONE);
        }
        if (attributes != null) {
            variant.put(VariantField.ATTRIBUTES, attributes);
        }
        boolean describesProduct = describesProduct(key);
        if (!describesProduct || key.role() == RecordKey.Role.GROUPED) {
            ColumnValues<ProductField> named = product.build();
            variant.put(VariantField.NAME, named.text(ProductField.NAME));
            List<String> images = ImageCells.urls(cells);
            if (!images.isEmpty()) {
                variant.put(VariantField.IMAGE, images.get(0));
            }
        }
        ColumnValues<ProductField> own =
                describesProduct ? spoken(key, product.build(), cells) : ColumnValues.none(CatalogTables.PRODUCT);
        String name = describesProduct ? product.build().text(ProductField.NAME) : null;
        if (name != null && own.text(ProductField.NAME) == null) {
            variant.put(VariantField.NAME, name);
        }
        return new ProductRecord(key.key(), own, new VariantValues(options, variant.build(), variantSaid.prices()));
    }

    /** What the record pays; what its product costs is kept for the variants below. */
    private List<Price> prices(RecordKey key, RecordCells cells) {
        boolean variant = key.role() == RecordKey.Role.VARIANT;
        if (!variant && mapping.layout().hasVariantsBelow()) {
            carried.above(key.key());
        }
        boolean ofVariants =
                mapping.has(ProductColumn.SURCHARGE) || mapping.layout().inheritsPrices();
        if (key.role() == RecordKey.Role.MASTER && !ofVariants) {
            return List.of();
        }
        PriceCells cellsOfPrices = new PriceCells(cells, defaultCurrency, now);
        List<Price> prices =
                cellsOfPrices.read(variant ? carried.baseOf(key.key().parent()) : null);
        if (!variant) {
            carried.base = cellsOfPrices.base();
        }
        return prices;
    }

    private ColumnValues<ProductField> spoken(RecordKey key, ColumnValues<ProductField> values, RecordCells cells) {
        return first.undisputed(key.key().handle() == null ? null : key.product(), values, cells);
    }

    /** A variant's record repeats or varies its product's name; the product's own record decides it. */
    private boolean describesProduct(RecordKey key) {
        return switch (key.role()) {
            case PRODUCT, MASTER -> true;
            case VARIANT, TRANSLATION, CHOICE -> false;
            // the first of a group speaks for the product
            case GROUPED -> groups.add(LongSet.hash(String.valueOf(key.product())));
        };
    }

    private static ColumnValues<ProductField> with(
            ColumnValues.Builder<ProductField> product, @Nullable Attributes attributes) {
        if (attributes != null) {
            product.put(ProductField.ATTRIBUTES, attributes);
        }
        return product.build();
    }

    /** What later records of a product take from earlier ones. */
    static final class CarriedCells {

        private @Nullable String product;
        private @Nullable String above;
        private @Nullable String numberAbove;
        private @Nullable BasePrice base;
        private @Nullable String[] names = new @Nullable String[VariantField.OPTION_COUNT];

        @Nullable
        String product() {
            return product;
        }

        /** The key of the last product, in layouts whose variants stand below it without naming it. */
        @Nullable
        String above() {
            return above;
        }

        private void above(ProductKey product) {
            numberAbove = product.reference();
            above = product.handle() != null ? product.handle() : product.sku();
            above = above == null ? numberAbove : above;
        }

        /** What the last product costs; null if this names another one. */
        private @Nullable BasePrice baseOf(@Nullable String parent) {
            boolean same = parent != null && (parent.equals(above) || parent.equals(numberAbove));
            return same ? base : null;
        }

        @Nullable
        String[] optionNames(@Nullable String of) {
            boolean same = of != null && of.equals(product);
            return same ? names : new @Nullable String[VariantField.OPTION_COUNT];
        }

        void remember(@Nullable String of, @Nullable String[] optionNames) {
            product = of;
            names = optionNames;
        }

        /** Attributes of a record that only adds a picture, such as its text, under the picture's position. */
        @Nullable
        Attributes ofPicture(@Nullable Attributes attributes, RecordCells cells) {
            String position = cells.raw(ProductColumn.IMAGE_POSITION);
            if (attributes == null || position.isEmpty()) {
                return attributes;
            }
            Map<String, String> named = new LinkedHashMap<>();
            attributes.byName().forEach((name, value) -> named.put(name + " " + position, value));
            return Attributes.of(named);
        }
    }
}
