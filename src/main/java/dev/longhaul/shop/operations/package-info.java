/**
 * What an operator's tools ask the application: for now, whether it is ready to serve.
 *
 * <p>Views only; nothing here changes anything. The answers carry no detail, because they are readable without signing
 * in.
 */
@NullMarked
package dev.longhaul.shop.operations;

import org.jspecify.annotations.NullMarked;
