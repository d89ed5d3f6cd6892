/**
 * The one database of the application: its connections, its dialect and the tables each package brings.
 *
 * <p>Connections come from the container's datasource. Outside a JTA transaction they are plain JDBC connections that
 * may commit and roll back; inside one they belong to it, so {@link dev.longhaul.database.Database#jdbi()} transactions
 * and the migrations must never run under JTA. Each package with tables produces a
 * {@link dev.longhaul.database.SchemaModule}; modules have a migration history each and no foreign keys between them.
 */
@NullMarked
package dev.longhaul.database;

import org.jspecify.annotations.NullMarked;
