/**
 * Workbooks of spreadsheets (XLSX), read row by row, with the cells as a person sees them:
 * {@link dev.longhaul.shop.file.workbook.Workbook}.
 *
 * <p>For maintainers:
 *
 * <ul>
 *   <li>ECMA-376 part 1 is the format; elements are known by their local names, so that its strict form is read, too.
 *   <li>Memory does not depend on the file. The texts that cells share, which are most of a workbook, are kept in a
 *       temporary file; {@code docs/decisions/workbooks-are-read-with-the-jdk-alone.md} has the figures.
 *   <li>{@link dev.longhaul.shop.file.workbook.WorkbookParts} decides where the parts come from and what they may
 *       unpack to.
 * </ul>
 */
@NullMarked
package dev.longhaul.shop.file.workbook;

import org.jspecify.annotations.NullMarked;
