package dev.longhaul.shop.productimport.web;

import dev.longhaul.shop.productimport.staging.StagedFile;

/**
 * One uploaded file that is not imported yet, in the list. Public because expressions in a page reach no other records.
 *
 * @param path of its columns, without the context path
 * @param fileName untrusted text
 */
public record StagedRow(String path, String fileName, String size, String uploadedAt) {

    static StagedRow of(PageMessages messages, StagedFile file) {
        return new StagedRow(
                StagedFilePath.of(file.id()),
                file.fileName(),
                messages.size(file.byteCount()),
                messages.moment(file.uploadedAt()));
    }
}
