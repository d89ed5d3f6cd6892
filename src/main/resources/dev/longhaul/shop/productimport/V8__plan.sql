-- What a check has found in the catalogue, for an import that does exactly that.
CREATE TABLE import_plan (
    id         UUID PRIMARY KEY,
    made_by    VARCHAR(200) NOT NULL,
    made_at    TIMESTAMP WITH TIME ZONE NOT NULL,
    -- of the file that was checked
    sha256     VARCHAR(64) NOT NULL,
    -- how the file was read, in one way of writing it
    choices    VARCHAR     NOT NULL,
    -- whether the check came to its end
    complete   BOOLEAN     NOT NULL,
    -- the file of the import that follows it; null if none does, or its file was removed
    upload_id  UUID REFERENCES upload (id) ON DELETE SET NULL
);

CREATE INDEX import_plan_upload ON import_plan (upload_id);
CREATE INDEX import_plan_file ON import_plan (sha256);

-- What was found for some records of the file in a row.
CREATE TABLE import_plan_part (
    plan_id      UUID   NOT NULL REFERENCES import_plan (id) ON DELETE CASCADE,
    first_record BIGINT NOT NULL,
    last_record  BIGINT NOT NULL,
    body         BYTEA  NOT NULL,
    PRIMARY KEY (plan_id, first_record)
);
