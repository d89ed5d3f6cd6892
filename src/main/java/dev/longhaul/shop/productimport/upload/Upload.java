package dev.longhaul.shop.productimport.upload;

import dev.longhaul.shop.reading.FileReading;
import java.util.UUID;

/**
 * A file that was received whole and no longer changes.
 *
 * @param fileName the name it was sent under; text of a stranger
 * @param byteCount its length
 * @param sha256 its digest, hexadecimal
 * @param reading how it is read
 */
public record Upload(UUID id, String fileName, long byteCount, String sha256, FileReading reading) {}
