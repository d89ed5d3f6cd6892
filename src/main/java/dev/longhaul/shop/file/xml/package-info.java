/**
 * XML as it streams past, from possibly hostile senders: {@link dev.longhaul.shop.file.xml.XmlReader}.
 *
 * <p>For maintainers:
 *
 * <ul>
 *   <li>Document type definitions and their entities are not read, and nothing outside the file is fetched.
 *   <li>Memory does not depend on the file: the bytes of one token, the depth and the number of different names are
 *       bounded, because the parser keeps all of them.
 *   <li>The parser is always the JDK's own, and its messages, which are in the language of the JVM, are not shown.
 * </ul>
 */
@NullMarked
package dev.longhaul.shop.file.xml;

import org.jspecify.annotations.NullMarked;
