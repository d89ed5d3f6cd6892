-- written by health checks, to find out whether the database can be written
CREATE TABLE database_probe (
    written_at TIMESTAMP WITH TIME ZONE NOT NULL,
    -- only in a transaction that is rolled back
    filler     BYTEA
);

INSERT INTO database_probe (written_at) VALUES (CURRENT_TIMESTAMP);
