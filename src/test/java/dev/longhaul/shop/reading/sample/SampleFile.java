package dev.longhaul.shop.reading.sample;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;

/** The generated catalogue in one layout and format. */
public record SampleFile(SampleLayout layout, SampleFormat format) {

    private static final int PRODUCTS = 500;
    private static final long SEED = 20_261_129;

    private static final Map<Charset, List<SampleProduct>> BY_LETTERS = new ConcurrentHashMap<>();

    private List<SampleProduct> products() {
        return BY_LETTERS.computeIfAbsent(
                format.letters(), letters -> SampleCatalogue.products(PRODUCTS, SEED, letters));
    }

    public byte[] bytes() {
        return format.bytes(layout, products());
    }

    /** The {@link CatalogueFacts} that reading it must give. */
    public SortedMap<String, String> facts() {
        return CatalogueFacts.said(layout, layout.of(products()));
    }

    @Override
    public String toString() {
        return layout + " as " + format;
    }
}
