package dev.longhaul.shop.productimport.rest;

import dev.longhaul.shop.problem.ProblemException;
import dev.longhaul.shop.productimport.staging.ReadingProfile;
import dev.longhaul.shop.reading.column.ChoiceRefusedException;
import dev.longhaul.shop.reading.column.ReadingChoices;
import dev.longhaul.shop.reading.column.WrittenChoices;
import jakarta.ws.rs.QueryParam;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a request says that a file is to be read; the rest is detected. Filled by the server. */
public class ReadingParameters {

    /** The name of a charset, such as {@code windows-1250}. */
    @QueryParam("encoding")
    @Nullable
    String encoding;

    /** Any single character, or {@code tab}. */
    @QueryParam("delimiter")
    @Nullable
    String delimiter;

    /** The line with the column names, the first is 1; 0 when the file has none. */
    @QueryParam("headerLine")
    @Nullable
    String headerLine;

    /** Which file of an archive. */
    @QueryParam("entry")
    @Nullable
    String entry;

    /** Which sheet of a workbook. */
    @QueryParam("sheet")
    @Nullable
    String sheet;

    /** {@code point} or {@code comma}. */
    @QueryParam("decimalMark")
    @Nullable
    String decimalMark;

    /** For prices without one: a three-letter ISO 4217 code. */
    @QueryParam("currency")
    @Nullable
    String currency;

    /** The column that identifies a variant. May be repeated: several identify it together. */
    @QueryParam("key")
    @Nullable
    List<String> keys;

    /** What one column is, as {@code name:field}, {@code name:attribute} or {@code name:ignored}. May be repeated. */
    @QueryParam("column")
    @Nullable
    List<String> columns;

    /** {@code keep} or {@code clear}: what a blank cell does to what the catalogue has. */
    @QueryParam("blank")
    @Nullable
    String blank;

    /** A cell with this text clears what the catalogue has. */
    @QueryParam("none")
    @Nullable
    String none;

    /** {@code reject} or {@code last}: what happens to a second, different record with the same key. */
    @QueryParam("repeated")
    @Nullable
    String repeated;

    /** Whose product numbers these are, such as the supplier's name. */
    @QueryParam("source")
    @Nullable
    String source;

    /** The name of a saved profile; what the request says itself comes before what the profile says. */
    @QueryParam("profile")
    @Nullable
    String profile;

    /**
     * What the request and its profile decide.
     *
     * @param profiles finds a profile by its name
     */
    ReadingChoices choices(Function<String, Optional<ReadingProfile>> profiles) {
        ReadingChoices saved = profile == null
                ? ReadingChoices.NONE
                : require(profile, profiles).choices();
        Map<String, String> texts = WrittenChoices.texts(saved);
        put(texts, "encoding", encoding);
        put(texts, "delimiter", delimiter);
        put(texts, "headerLine", headerLine);
        put(texts, "entry", entry);
        put(texts, "sheet", sheet);
        put(texts, "decimalMark", decimalMark);
        put(texts, "currency", currency);
        put(texts, "key", keys == null ? null : String.join(",", keys));
        put(texts, "blank", blank);
        put(texts, "none", none);
        put(texts, "repeated", repeated);
        put(texts, "source", source);
        Map<String, String> chosen = new HashMap<>(saved.columns());
        try {
            chosen.putAll(WrittenChoices.columns(Objects.requireNonNullElse(columns, List.<String>of())));
            return WrittenChoices.read(texts, chosen);
        } catch (ChoiceRefusedException refused) {
            throw new ProblemException(400, refused.sentence());
        }
    }

    private static ReadingProfile require(String name, Function<String, Optional<ReadingProfile>> profiles) {
        return profiles.apply(name)
                .orElseThrow(() -> new ProblemException(
                        400, "There is no profile of this name; /api/reading-profiles lists those that are saved."));
    }

    private static void put(Map<String, String> texts, String name, @Nullable String text) {
        if (text != null) {
            texts.put(name, text);
        }
    }
}
