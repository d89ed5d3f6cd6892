-- How the file is read, found when it arrived: a JSON object. Its columns are in there, so the header is no longer
-- written. Null for files that an earlier version accepted; those are examined again when they are read.
ALTER TABLE upload ADD COLUMN reading VARCHAR;

-- What looks wrong in records that came in all the same, by reason and column.
CREATE TABLE import_warning (
    run_id        UUID         NOT NULL,
    code          VARCHAR(50)  NOT NULL,
    -- empty when it is not about a column
    column_name   VARCHAR(255) NOT NULL,
    warning_count BIGINT       NOT NULL,
    -- of the file, separated by commas
    first_lines   VARCHAR(500) NOT NULL,
    cell_value    VARCHAR(255),
    message       VARCHAR(1000) NOT NULL,
    PRIMARY KEY (run_id, code, column_name)
);

-- A record can have several cells at fault, and its message names them all.
ALTER TABLE import_reject ALTER COLUMN message TYPE VARCHAR(4000);
