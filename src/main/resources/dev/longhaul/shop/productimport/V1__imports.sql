CREATE TABLE upload (
    id           UUID PRIMARY KEY,
    file_name    VARCHAR(255) NOT NULL,
    uploaded_by  VARCHAR(200) NOT NULL,
    created_at   TIMESTAMP WITH TIME ZONE NOT NULL,
    -- known when the upload is sealed; until then its bytes belong to nobody
    byte_count   BIGINT,
    sha256       VARCHAR(64),
    record_count BIGINT,
    -- the names of the columns as they stand in the file: a JSON array
    header       VARCHAR,
    run_id       UUID UNIQUE
);

CREATE TABLE upload_part (
    upload_id UUID NOT NULL REFERENCES upload (id) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    bytes     BYTEA NOT NULL,
    PRIMARY KEY (upload_id, position)
);

CREATE TABLE import_reject (
    run_id        UUID NOT NULL,
    record_number BIGINT NOT NULL,
    line_number   BIGINT NOT NULL,
    code          VARCHAR(50) NOT NULL,
    column_name   VARCHAR(255),
    cell_value    VARCHAR(255),
    message       VARCHAR(1000) NOT NULL,
    -- the record as it stood in the file: a JSON array of its cells
    cells         VARCHAR NOT NULL,
    PRIMARY KEY (run_id, record_number)
);
