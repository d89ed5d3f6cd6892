package dev.longhaul.shop.productimport.upload;

import dev.longhaul.settings.DataSize;

/**
 * How much one user may upload, administrators included.
 *
 * @param atOnce files that are being received or checked, on each node
 * @param daily bytes that arrive in a UTC day, on all nodes, even if they are not kept
 * @param kept bytes of all files that are stored, on all nodes
 * @param waiting imports that wait to start, on all nodes
 */
public record UploadQuotas(int atOnce, DataSize daily, DataSize kept, int waiting) {

    /** No limits. */
    public static final UploadQuotas NONE = new UploadQuotas(
            Integer.MAX_VALUE, new DataSize(Long.MAX_VALUE), new DataSize(Long.MAX_VALUE), Integer.MAX_VALUE);
}
