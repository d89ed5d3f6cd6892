package dev.longhaul.shop.reading.mapping;

import dev.longhaul.shop.catalog.write.ProductKey;

/** Records that only list what a customer can choose. What makes a variant has a record of its own. */
final class ChoiceCells {

    private ChoiceCells() {}

    /** Names what is lost, unless the product's variants say it. */
    static void warn(ProductKey product, Families families, RecordCells cells) {
        if (families.isParent(product.reference()) || families.isParent(product.handle())) {
            return;
        }
        String choice = cells.mapping().attributes().stream()
                .map(cells::raw)
                .filter(cell -> !cell.isEmpty())
                .reduce((first, second) -> first + ", " + second)
                .orElse(null);
        cells.warn(null, choice, "choice-left-out");
    }
}
