-- What each user has uploaded. A row is locked for a moment by each part of a file that arrives.
CREATE TABLE upload_quota (
    user_name  VARCHAR(200) PRIMARY KEY,
    -- the bytes of all their files that are stored now
    kept_bytes BIGINT NOT NULL,
    -- a day in UTC, counted from 1970-01-01, and the bytes that arrived on it, stored or not
    last_day   BIGINT NOT NULL,
    day_bytes  BIGINT NOT NULL
);

INSERT INTO upload_quota (user_name, kept_bytes, last_day, day_bytes)
SELECT upload.uploaded_by, SUM(OCTET_LENGTH(upload_part.bytes)), 0, 0
FROM upload JOIN upload_part ON upload_part.upload_id = upload.id
GROUP BY upload.uploaded_by;
