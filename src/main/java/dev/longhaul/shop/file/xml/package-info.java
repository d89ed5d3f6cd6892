/**
 * XML as it streams past, from people who may mean harm: {@link dev.longhaul.shop.file.xml.XmlReader}.
 *
 * <p>For maintainers:
 *
 * <ul>
 *   <li>No document type definition and no entity of it is read, nothing outside the file is fetched.
 *   <li>Memory does not depend on the file: the bytes of one token, the depth and the number of different names are
 *       bounded, because the parser keeps all of them.
 *   <li>The parser is the JDK's own, whatever else is on the class path, and its messages, which are in the language of
 *       the JVM, are not shown.
 * </ul>
 */
@NullMarked
package dev.longhaul.shop.file.xml;

import org.jspecify.annotations.NullMarked;
