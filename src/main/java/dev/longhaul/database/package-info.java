/**
 * The one database of the application: its connections, its dialect and the tables each package brings.
 *
 * <p>Connections come from the container's datasource. Outside a JTA transaction they are plain JDBC connections that
 * may commit and roll back; inside one they belong to it, so plain transactions and the migrations must never run under
 * JTA. Nothing here shows a type of Jdbi or Flyway: a package that uses Jdbi makes its own on
 * {@link dev.longhaul.database.Database#dataSource()}. Each package with tables produces a
 * {@link dev.longhaul.database.SchemaModule}; modules have a migration history each and no foreign keys between them.
 */
@NullMarked
package dev.longhaul.database;

import org.jspecify.annotations.NullMarked;
