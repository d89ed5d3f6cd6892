package dev.longhaul.shop.productimport.staging;

import dev.longhaul.database.Database;
import dev.longhaul.run.RunId;
import dev.longhaul.shop.reading.FileReading;
import dev.longhaul.shop.reading.column.ReadingChoices;
import jakarta.json.bind.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What is known of each staged file, beside its bytes. */
final class StagedFileTable {

    private static final String SELECT =
            "SELECT upload.id, uploaded_by, file_name, created_at, staged_file.byte_count, staged_file.sha256, choices,"
                    + " staged_file.reading, refusal, header_print, profile"
                    + " FROM staged_file JOIN upload ON upload.id = upload_id"
                    + " WHERE uploaded_by = :user AND run_id IS NULL AND NOT discarded";

    private final Jdbi jdbi;
    private final Jsonb jsonb;

    StagedFileTable(Database database, Jsonb jsonb) {
        this.jdbi = Jdbi.create(database.dataSource());
        this.jsonb = jsonb;
    }

    void insert(UUID upload, long byteCount, String sha256, @Nullable String headerPrint, Read read) {
        jdbi.useHandle(handle -> handle.createUpdate("INSERT INTO staged_file (upload_id, byte_count, sha256, choices,"
                        + " reading, refusal_code, refusal, header_print, profile) VALUES (:upload, :byteCount,"
                        + " :sha256, :choices, :reading, :refusalCode, :refusal, :headerPrint, :profile)")
                .bind("upload", upload)
                .bind("byteCount", byteCount)
                .bind("sha256", sha256)
                .bind("headerPrint", headerPrint)
                .bindMap(read.columns(jsonb))
                .execute());
    }

    void update(UUID upload, Read read) {
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE staged_file SET choices = :choices, reading = :reading,"
                        + " refusal_code = :refusalCode, refusal = :refusal, profile = :profile"
                        + " WHERE upload_id = :upload")
                .bind("upload", upload)
                .bindMap(read.columns(jsonb))
                .execute());
    }

    void updateProfile(UUID upload, @Nullable String profile) {
        jdbi.useHandle(
                handle -> handle.createUpdate("UPDATE staged_file SET profile = :profile WHERE upload_id = :upload")
                        .bind("upload", upload)
                        .bind("profile", profile)
                        .execute());
    }

    Optional<StagedFile> find(UUID upload, String user) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " AND upload_id = :upload")
                .bind("user", user)
                .bind("upload", upload)
                .map((row, context) -> fileOf(row))
                .findOne());
    }

    /** The user's, newest first. */
    List<StagedFile> list(String user) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " ORDER BY created_at DESC, upload.id")
                .bind("user", user)
                .map((row, context) -> fileOf(row))
                .list());
    }

    /** The import that the user's file has become. */
    Optional<RunId> runOf(UUID upload, String user) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT run_id FROM upload WHERE id = :upload AND uploaded_by = :user AND run_id IS NOT NULL")
                .bind("upload", upload)
                .bind("user", user)
                .map((row, context) -> new RunId(row.getObject("run_id", UUID.class)))
                .findOne());
    }

    private StagedFile fileOf(ResultSet row) throws SQLException {
        String reading = row.getString("reading");
        return new StagedFile(
                row.getObject("id", UUID.class),
                row.getString("uploaded_by"),
                row.getString("file_name"),
                row.getLong("byte_count"),
                row.getString("sha256"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                jsonb.fromJson(row.getString("choices"), ReadingChoices.class),
                reading == null ? null : jsonb.fromJson(reading, FileReading.class),
                row.getString("refusal"),
                row.getString("header_print"),
                row.getString("profile"));
    }
}
