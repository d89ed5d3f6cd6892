package dev.longhaul.shop.productimport.rest;

import dev.longhaul.shop.productimport.CheckedFile;
import dev.longhaul.shop.productimport.ImportCounts;
import dev.longhaul.shop.productimport.ReadFile;
import dev.longhaul.shop.productimport.RejectText;
import dev.longhaul.shop.productimport.WarningText;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an import of a file would do, as a program reads it.
 *
 * @param recordCount how many records the file has
 * @param counts what would happen to them
 * @param problems the first of those that would be rejected
 * @param reading how the file is read
 * @param warnings what looks wrong in records that would be imported
 * @param earlierImport the id of the newest import of exactly this file that the caller may see; null for none
 * @param plan names what was found in the catalogue, for an import that does exactly this
 * @param profiles the saved profiles that know files with these columns; taken only if a request names one
 */
public record ImportCheckDocument(
        String fileName,
        long fileSizeBytes,
        String sha256,
        long recordCount,
        ImportCounts counts,
        List<RejectText> problems,
        ReadFile reading,
        List<WarningText> warnings,
        @Nullable String earlierImport,
        String plan,
        List<String> profiles) {

    static ImportCheckDocument of(CheckedFile checked, @Nullable String earlierImport, List<String> profiles) {
        return new ImportCheckDocument(
                checked.fileName(),
                checked.fileSizeBytes(),
                checked.sha256(),
                checked.counts().processed(),
                checked.counts(),
                RejectText.of(checked.problems(), Locale.ENGLISH),
                checked.reading(),
                WarningText.of(checked.warnings(), Locale.ENGLISH),
                earlierImport,
                checked.plan().toString(),
                profiles);
    }
}
