package dev.longhaul.shop.productimport;

import dev.longhaul.shop.productimport.file.ProductFile;
import dev.longhaul.shop.productimport.file.UnreadableFileException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Examines with the reader of the import itself, so that what is accepted can be read and both count the same records.
 */
final class ProductFileExaminer implements FileExaminer {

    private static final int OTHER_KIND_OF_FILE = 415;
    private static final int UNREADABLE = 422;

    @Override
    public FileShape examine(InputStream bytes) throws IOException, UploadRefusedException {
        try {
            ProductFile.Examination examination = ProductFile.examine(bytes);
            return new FileShape(examination.header(), examination.recordCount());
        } catch (UnreadableFileException e) {
            throw new UploadRefusedException(
                    e.code(),
                    e.isOtherKind() ? OTHER_KIND_OF_FILE : UNREADABLE,
                    sentence(String.valueOf(e.getMessage())));
        }
    }

    private static String sentence(String message) {
        return Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
    }
}
