/**
 * The catalogue's tables: each is an enum of its columns, and a column is one constant.
 *
 * <p>The constant is the column's slot in a row, its name, type and length in SQL, its name in JSON and its header in
 * the export. Reading, writing and exporting loop over the constants, so they carry a new column without a change.
 *
 * <p>For maintainers:
 *
 * <ul>
 *   <li>To add a column: write a migration script, add its name to {@link CatalogTables}, add a constant here, and add
 *       the headers under which files bring it to the import's header table.
 *   <li>Columns that records set are values ({@link Column#isValue}). Keys and options have rules of their own in the
 *       code that reads and writes them.
 *   <li>The order of the constants is the order of the cells in an export and of the columns in the table, where a new
 *       one comes last. The primary key comes first.
 *   <li>Values of which a record may say a part are a {@link CompositeValue}. It knows how it is merged into the stored
 *       one; writers and readers know only that.
 * </ul>
 */
@NullMarked
package dev.longhaul.shop.catalog.table;

import org.jspecify.annotations.NullMarked;
