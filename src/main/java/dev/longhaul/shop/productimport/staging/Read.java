package dev.longhaul.shop.productimport.staging;

import dev.longhaul.shop.file.record.UnreadableFileException;
import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import dev.longhaul.shop.reading.Examined;
import dev.longhaul.shop.reading.column.ReadingChoices;
import jakarta.json.bind.Jsonb;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A staged file as it was read with some choices.
 *
 * @param profile whose choices these are; null for none
 */
record Read(
        ReadingChoices choices, Examined examined, @Nullable String profile) {

    /** The columns of the table that hold this, by their names in its statements. */
    Map<String, @Nullable Object> columns(Jsonb jsonb) {
        UnreadableFileException refusal = examined.refusal();
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("choices", jsonb.toJson(choices));
        columns.put("reading", examined.reading() == null ? null : jsonb.toJson(examined.reading()));
        columns.put("refusalCode", refusal == null ? null : refusal.code());
        columns.put(
                "refusal",
                refusal == null ? null : UploadRefusedException.of(refusal).getMessage());
        columns.put("profile", profile);
        return columns;
    }
}
