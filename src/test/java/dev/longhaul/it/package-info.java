/**
 * Longhaul in real servers, seen from outside.
 *
 * <p>Tests lie by subject: {@code access}, {@code browser}, {@code cluster}, {@code container}, {@code imports},
 * {@code leaving} and {@code lifecycle}. Their servers come from {@code server}, the programs that speak to one are in
 * {@code client}, and {@code example}, {@code probe} and {@code waiting} are small applications that tests deploy.
 *
 * <p>The servers are those of the run command ({@link dev.longhaul.launcher}), so what a developer runs is what the
 * tests have seen. Tests hold a server by its process id and may stop, kill or freeze it.
 */
@NullMarked
package dev.longhaul.it;

import org.jspecify.annotations.NullMarked;
