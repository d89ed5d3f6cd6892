-- What each chunk of a run changed, so that it can be undone. A chunk has one row, or several if it takes more than a part.
CREATE TABLE catalog_change (
    run_id        UUID    NOT NULL,
    position      BIGINT  NOT NULL,
    part          INTEGER NOT NULL,
    -- how the body is written
    format        INTEGER NOT NULL,
    -- how many products the run had not changed before; in the first part
    first_changes INTEGER NOT NULL,
    body          BYTEA   NOT NULL,
    CONSTRAINT catalog_change_pk PRIMARY KEY (run_id, position, part)
);
