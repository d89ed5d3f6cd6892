package dev.longhaul.shop.productimport.web;

import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import dev.longhaul.shop.reading.column.ChoiceRefusedException;
import dev.longhaul.shop.reading.column.ColumnReading;
import dev.longhaul.shop.reading.column.KeyColumns;
import dev.longhaul.shop.reading.column.ReadingChoices;
import dev.longhaul.shop.reading.column.WrittenChoices;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was typed into the form about how the file is read, so that the form can be shown again with it. Public because
 * expressions in a page reach no other records.
 *
 * @param texts by the names of {@link WrittenChoices}
 * @param columns by column name, what it is; blank for a column that is detected
 */
public record PostedChoices(Map<String, String> texts, Map<String, String> columns) {

    /** Before the form was sent. */
    static final PostedChoices NONE = new PostedChoices(Map.of(), Map.of());

    /** Under this name a request carries it to the page. */
    static final String ATTRIBUTE = "choices";

    private static final String CHOICE = "column.";

    public PostedChoices {
        texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /** What was decided before, as the form shows it. */
    static PostedChoices of(ReadingChoices choices) {
        return new PostedChoices(WrittenChoices.texts(choices), choices.columns());
    }

    /**
     * What a form says.
     *
     * @param parameters of the form; others than those of the choices are ignored
     * @param shown the columns that the form numbers, in their order
     * @param before what was chosen for columns so far; kept for those that the form does not have
     */
    static PostedChoices of(Map<String, String[]> parameters, List<ColumnReading> shown, Map<String, String> before) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name : WrittenChoices.NAMES) {
            String text = first(parameters, name);
            if (text != null && !text.isEmpty()) {
                texts.put(name, text);
            }
        }
        List<String> header = shown.stream().map(ColumnReading::name).toList();
        List<String> references = ColumnRow.references(shown);
        Map<String, String> columns = new LinkedHashMap<>(before);
        for (int i = 0; i < references.size(); i++) {
            String choice = first(parameters, CHOICE + i);
            if (choice != null) {
                int position = i;
                columns.keySet().removeIf(name -> KeyColumns.position(name, header) == position);
                columns.put(references.get(i), choice);
            }
        }
        return new PostedChoices(texts, columns);
    }

    private static @Nullable String first(Map<String, String[]> parameters, String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values[0];
    }

    /** @throws UploadRefusedException with the sentence for the client if one of them cannot be a choice */
    ReadingChoices read() throws UploadRefusedException {
        Map<String, String> chosen = new LinkedHashMap<>(columns);
        chosen.values().removeIf(String::isBlank);
        try {
            return WrittenChoices.read(texts, chosen);
        } catch (ChoiceRefusedException refused) {
            throw new UploadRefusedException("malformed-choice", 400, refused.sentence());
        }
    }
}
