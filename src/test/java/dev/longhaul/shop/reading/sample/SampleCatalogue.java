package dev.longhaul.shop.reading.sample;

import dev.longhaul.shop.catalog.Option;
import dev.longhaul.shop.catalog.Price;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A catalogue that only depends on a seed. */
final class SampleCatalogue {

    private static final List<String> OPTION_NAMES = List.of("Color", "Size", "Material");
    private static final List<List<String>> OPTION_VALUES = List.of(
            List.of("Grün", "Weiß matt", "Rot", "Bleu d'été"),
            List.of("L/XL", "27\"", "1,5 l", "36"),
            List.of("Eiche", "Öl & Wachs", "Stahl"));
    private static final List<String> VENDORS =
            List.of("Möbel Müller GmbH & Co. KG", "Acme, Inc.", "d'Artagnan", "H&M");
    private static final List<String> TYPES = List.of("Stühle", "Lampen & Licht", "Deko");
    private static final List<String> TAGS = List.of("blau, groß", "neu", "Sale, Küche, \"Bio\"");
    private static final List<List<String>> CATEGORIES =
            List.of(List.of("Wohnen", "Stühle"), List.of("Küche", "Töpfe & Pfannen", "Gusseisen"), List.of("Büro"));
    private static final List<String> STATUSES = List.of("active", "active", "active", "draft");
    private static final int MOST_VARIANTS = 5;

    private final Random random;
    private final SampleTexts texts;

    private SampleCatalogue(long seed, Charset charset) {
        this.random = new Random(seed);
        this.texts = new SampleTexts(random, charset);
    }

    /**
     * Products of all kinds; about half of them have variants to choose from.
     *
     * @param charset has all letters of their texts
     */
    static List<SampleProduct> products(int count, long seed, Charset charset) {
        SampleCatalogue catalogue = new SampleCatalogue(seed, charset);
        return IntStream.rangeClosed(1, count).mapToObj(catalogue::product).toList();
    }

    private SampleProduct product(int i) {
        String number = String.format(Locale.ROOT, "P-%04d", i);
        return new SampleProduct(
                number,
                String.format(Locale.ROOT, "moebel-%04d", i),
                texts.name(i),
                texts.description(),
                texts.pick(VENDORS),
                texts.pick(TYPES),
                texts.pick(TAGS),
                texts.pick(CATEGORIES),
                texts.pick(STATUSES),
                texts.words(3),
                texts.words(12),
                IntStream.rangeClosed(1, random.nextInt(4))
                        .mapToObj(image -> "https://cdn.example/" + number + "/" + image + ".jpg?v=1,2")
                        .toList(),
                variants(number, random.nextBoolean() ? 0 : 1 + random.nextInt(OPTION_NAMES.size())));
    }

    private List<SampleVariant> variants(String number, int optionCount) {
        Set<List<Option>> combinations = new LinkedHashSet<>();
        for (int i = 0; i < (optionCount == 0 ? 1 : 1 + random.nextInt(MOST_VARIANTS)); i++) {
            combinations.add(IntStream.range(0, optionCount)
                    .mapToObj(option -> new Option(OPTION_NAMES.get(option), texts.pick(OPTION_VALUES.get(option))))
                    .toList());
        }
        List<SampleVariant> variants = new ArrayList<>();
        boolean inDollars = random.nextInt(3) == 0;
        for (List<Option> options : combinations) {
            String sku = optionCount == 0 ? number : number + "-" + (variants.size() + 1);
            variants.add(variant(sku, options, inDollars));
        }
        return variants;
    }

    private SampleVariant variant(String sku, List<Option> options, boolean inDollars) {
        List<Price> prices = new ArrayList<>(List.of(price("EUR")));
        if (inDollars) {
            prices.add(price("USD"));
        }
        return new SampleVariant(
                sku,
                options,
                barcode(texts.pick(List.of(8, 12, 13, 14))),
                random.nextInt(20) == 0 ? -2 : random.nextInt(2000),
                5 + random.nextInt(25_000),
                options.isEmpty() ? "" : "https://cdn.example/" + sku + ".jpg",
                prices);
    }

    private Price price(String currency) {
        BigDecimal amount = BigDecimal.valueOf(99 + random.nextInt(300_000), 2);
        @Nullable
        BigDecimal before =
                random.nextInt(3) == 0 ? amount.add(BigDecimal.valueOf(1 + random.nextInt(9_999), 2)) : null;
        return new Price(currency, amount, before);
    }

    private String barcode(int length) {
        StringBuilder digits = new StringBuilder();
        int sum = 0;
        for (int i = 1; i < length; i++) {
            int digit = i == 1 ? 4 : random.nextInt(10);
            digits.append(digit);
            sum += digit * ((length - i) % 2 == 1 ? 3 : 1);
        }
        return digits.append((10 - sum % 10) % 10).toString();
    }
}
