package dev.longhaul.shop.productimport.web;

import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import dev.longhaul.shop.reading.column.ChoiceRefusedException;
import dev.longhaul.shop.reading.column.ReadingChoices;
import dev.longhaul.shop.reading.column.WrittenChoices;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

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
    private static final String NAME = "column-name.";

    public PostedChoices {
        texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /** What was decided before, as the form shows it. */
    static PostedChoices of(ReadingChoices choices) {
        return new PostedChoices(WrittenChoices.texts(choices), choices.columns());
    }

    /** @param parameters of the form; others than those of the choices are ignored */
    static PostedChoices of(Map<String, String[]> parameters) {
        Map<String, String> fields = new LinkedHashMap<>();
        parameters.forEach((name, values) -> fields.put(name, values[0]));
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name : WrittenChoices.NAMES) {
            String text = fields.getOrDefault(name, "");
            if (!text.isEmpty()) {
                texts.put(name, text);
            }
        }
        Map<String, String> columns = new LinkedHashMap<>();
        fields.forEach((field, column) -> {
            if (field.startsWith(NAME) && !column.isBlank()) {
                columns.put(column, fields.getOrDefault(CHOICE + field.substring(NAME.length()), ""));
            }
        });
        return new PostedChoices(texts, columns);
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
