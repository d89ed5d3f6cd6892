package dev.longhaul.shop.productimport.rest;

import dev.longhaul.shop.problem.JsonBody;
import dev.longhaul.shop.problem.ProblemException;
import dev.longhaul.shop.reading.column.ChoiceRefusedException;
import dev.longhaul.shop.reading.column.HeaderPrint;
import dev.longhaul.shop.reading.column.ReadingChoices;
import dev.longhaul.shop.reading.column.WrittenChoices;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a program sends to save a profile.
 *
 * @param headerPrint of the header that it recognises; null for none
 */
record ReadingProfileBody(ReadingChoices choices, @Nullable String headerPrint) {

    private static final String COLUMNS = "columns";
    private static final String HEADER = "header";

    /**
     * Reads {@code {"delimiter": ";", "columns": ["Prcie:price"], "header": ["Kennung", "Prcie"]}}. The names are those
     * of the parameters of an import; all may be missing. Without a header no file is recognised.
     *
     * @throws ProblemException with 400 when a text cannot be a choice
     */
    static ReadingProfileBody read(InputStream body) throws IOException {
        Set<String> known = new HashSet<>(WrittenChoices.NAMES);
        known.add(COLUMNS);
        known.add(HEADER);
        JsonBody json = JsonBody.read(body, known);
        Map<String, String> texts = new HashMap<>();
        for (String name : WrittenChoices.NAMES) {
            json.string(name).ifPresent(text -> texts.put(name, text));
        }
        try {
            return new ReadingProfileBody(
                    WrittenChoices.read(
                            texts, WrittenChoices.columns(json.strings(COLUMNS).orElse(List.of()))),
                    json.strings(HEADER).map(HeaderPrint::of).orElse(null));
        } catch (ChoiceRefusedException refused) {
            throw new ProblemException(400, refused.sentence());
        }
    }
}
