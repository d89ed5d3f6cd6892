/**
 * The one database of the application: its connections, its dialect and the tables each package brings.
 *
 * <p>Connections come from the container's datasource. Outside a JTA transaction they are plain JDBC connections that
 * may commit and roll back; inside one they belong to it, so plain transactions and the migrations must never run under
 * JTA. Nothing here shows a type of Jdbi or Flyway: a package that uses Jdbi makes its own on
 * {@link dev.longhaul.database.Database#dataSource()}. Each package with tables produces a
 * {@link dev.longhaul.database.SchemaModule}; modules have a migration history each and no foreign keys between them.
 *
 * <p>On PostgreSQL the account of a server needs no right to create anything: another account owns the tables and runs
 * the migrations. With an account that may create tables, a server migrates by itself when it starts.
 */
@NullMarked
package dev.longhaul.database;

import org.jspecify.annotations.NullMarked;
