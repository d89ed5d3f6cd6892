package dev.longhaul.shop.productimport;

import java.util.UUID;

/**
 * A file that was taken whole and cannot change any more.
 *
 * @param fileName the name it was sent under; text of a stranger
 * @param byteCount its length
 * @param sha256 its digest, hexadecimal
 * @param shape its columns and how many records it has
 */
record Upload(UUID id, String fileName, long byteCount, String sha256, FileShape shape) {}
