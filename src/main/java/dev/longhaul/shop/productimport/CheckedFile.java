package dev.longhaul.shop.productimport;

import java.util.List;
import java.util.UUID;

/**
 * What an import of a file would do now.
 *
 * @param fileName text of a stranger
 * @param sha256 of the bytes that were checked, hexadecimal
 * @param counts what would become of its records; records of one product that stand far apart in the file count as
 *     updates
 * @param problems the first of the records that would be rejected
 * @param reading how it is read
 * @param warnings what looks wrong in records that would be imported
 * @param plan names what was found, for an import that does exactly this
 */
public record CheckedFile(
        String fileName,
        long fileSizeBytes,
        String sha256,
        ImportCounts counts,
        List<Reject> problems,
        ReadFile reading,
        List<Warning> warnings,
        UUID plan) {

    public CheckedFile {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }
}
