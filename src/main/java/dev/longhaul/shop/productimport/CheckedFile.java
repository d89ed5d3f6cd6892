package dev.longhaul.shop.productimport;

import java.util.List;

/**
 * What an import of a file would do now.
 *
 * @param fileName text of a stranger
 * @param sha256 of the bytes that were checked, hexadecimal
 * @param counts what would become of its records; records of one product that stand far apart in the file count as
 *     updates
 * @param problems the first of the records that would be rejected
 */
public record CheckedFile(
        String fileName, long fileSizeBytes, String sha256, ImportCounts counts, List<Reject> problems) {

    public CheckedFile {
        problems = List.copyOf(problems);
    }
}
