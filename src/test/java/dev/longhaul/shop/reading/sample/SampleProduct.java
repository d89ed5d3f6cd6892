package dev.longhaul.shop.reading.sample;

import dev.longhaul.shop.catalog.Option;
import java.util.List;
import java.util.Objects;

/**
 * A generated product.
 *
 * @param number its own SKU; that of its variant, too, if it has only one
 * @param status lower-case
 * @param category the path, from the root
 * @param images at most three, the main one first
 */
record SampleProduct(
        String number,
        String handle,
        String name,
        String description,
        String vendor,
        String type,
        String tags,
        List<String> category,
        String status,
        String seoTitle,
        String seoDescription,
        List<String> images,
        List<SampleVariant> variants) {

    /** Whether it is sold as it is, without variants to choose from. */
    boolean isSingle() {
        return variants.get(0).options().isEmpty();
    }

    boolean isActive() {
        return status.equals("active");
    }

    /** The picture at a position, counted from zero; empty when it has fewer. */
    String image(int position) {
        return position < images.size() ? images.get(position) : "";
    }

    String categoryPath(String separator) {
        return String.join(separator, category);
    }

    /** The names of the options by which its variants differ. */
    List<String> optionNames() {
        return variants.get(0).options().stream()
                .map(Option::name)
                .map(Objects::requireNonNull)
                .toList();
    }

    /** The values of an option, each once. */
    List<String> optionValues(String name) {
        return variants.stream().map(variant -> variant.option(name)).distinct().toList();
    }
}
