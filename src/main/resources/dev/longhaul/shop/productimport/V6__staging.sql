-- A whole file that waits for its user to say how it is read. Goes with its upload.
CREATE TABLE staged_file (
    upload_id    UUID PRIMARY KEY REFERENCES upload (id) ON DELETE CASCADE,
    byte_count   BIGINT      NOT NULL,
    sha256       VARCHAR(64) NOT NULL,
    -- what the user decided: a JSON object
    choices      VARCHAR     NOT NULL,
    -- a JSON object; null while its bytes cannot be read as records
    reading      VARCHAR,
    -- why it cannot be imported like this; null if it can
    refusal_code VARCHAR(50),
    refusal      VARCHAR,
    -- of the header that was found before any choice was made
    header_print VARCHAR(64),
    -- the profile whose choices were taken last, if any
    profile      VARCHAR(100)
);

-- How the files of one supplier are read.
CREATE TABLE reading_profile (
    -- the name in lower case
    name_key     VARCHAR(200) PRIMARY KEY,
    name         VARCHAR(100) NOT NULL,
    header_print VARCHAR(64),
    choices      VARCHAR      NOT NULL,
    saved_by     VARCHAR(200) NOT NULL,
    saved_at     TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE INDEX reading_profile_header ON reading_profile (header_print);

-- A file that comes again is noticed.
CREATE INDEX upload_sha256 ON upload (sha256);
