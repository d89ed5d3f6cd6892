/**
 * The application: an administrator imports a product file into the catalogue, watches its progress and may cancel it.
 *
 * <p>Read {@code productimport} first; it is the feature. {@code file} finds the records of a file, {@code reading}
 * what they mean, {@code catalog} holds the products, {@code security} decides who may do what, {@code notification}
 * sends mail about runs, {@code operations} answers health checks, and {@code problem} writes every error of the API.
 * This package itself starts the REST application, and {@code MigrateDatabase} the migrations without a server.
 */
@NullMarked
package dev.longhaul.shop;

import org.jspecify.annotations.NullMarked;
