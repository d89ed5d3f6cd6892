/**
 * Long-running work for Jakarta EE: progress that any node can read, cancellation that any node can request, and a
 * shutdown that loses nothing.
 *
 * <p>There are two buildings. Every package below this one belongs to the library, except {@code dev.longhaul.shop},
 * which is the application: a product import that uses the library as any other application would. The library never
 * imports the application.
 *
 * <p>Read the library from the ground up:
 *
 * <ol>
 *   <li>{@code cancellation}: tokens and sources, in plain Java. Everything else passes them around.
 *   <li>{@code lifecycle}: started, stopping, stopped, and the one shutdown sequence.
 *   <li>{@code background}: queues of tasks on the container's executor.
 *   <li>{@code request}: the tokens of an HTTP request.
 *   <li>{@code settings}, {@code database}, {@code cluster}: what the rest stands on; skim them.
 *   <li>{@code asyncstate}: progress and cancels that every node sees.
 *   <li>{@code run}: durable runs, which use all of the above.
 * </ol>
 *
 * <p>Then {@code dev.longhaul.shop.productimport} shows one run from the upload to the last row.
 */
@NullMarked
package dev.longhaul;

import org.jspecify.annotations.NullMarked;
