package dev.longhaul.shop.catalog.write;

import dev.longhaul.shop.catalog.table.ProductField;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Locks the stored products that a chunk changes, and verifies that they are as they were looked up. Every writer of a
 * product, a variant or a price does this before its first write, in the order of the ids: so no two wait for each
 * other in a circle, and the old values that a record of changes keeps are those that were replaced.
 */
final class ProductGuard {

    private static final String LOCK = "SELECT id, revision FROM product WHERE id = ANY(?) ORDER BY id FOR UPDATE";

    private ProductGuard() {}

    /**
     * Locks the products until the end of the transaction or its rollback to an earlier savepoint.
     *
     * @param stored products of the chunk that the table has
     * @return false if one of them was changed or removed since it was looked up
     */
    static boolean lock(Connection connection, ChunkCatalog chunk, List<PendingProduct> stored) throws SQLException {
        if (stored.isEmpty()) {
            return true;
        }
        List<Revision> expected = stored.stream()
                .map(product -> new Revision(product.id(), chunk.revisionSeen(product)))
                .sorted((one, other) -> Long.compare(one.product(), other.product()))
                .toList();
        List<Revision> found = new ArrayList<>(expected.size());
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            Array ids = connection.createArrayOf(
                    ProductField.ID.type().sqlName(),
                    expected.stream().map(Revision::product).toArray());
            lock.setArray(1, ids);
            try (ResultSet results = lock.executeQuery()) {
                while (results.next()) {
                    found.add(new Revision(results.getLong(1), results.getLong(2)));
                }
            }
            ids.free();
        }
        return found.equals(expected);
    }

    private record Revision(long product, long number) {}
}
