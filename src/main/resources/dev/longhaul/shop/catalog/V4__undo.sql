-- What each chunk of a run changed, so that it can be undone. A chunk has one row, or several if it takes more than a part.
CREATE TABLE catalog_change (
    run_id        UUID    NOT NULL,
    position      BIGINT  NOT NULL,
    part          INTEGER NOT NULL,
    -- how the body is written
    format        INTEGER NOT NULL,
    -- in the first part: how many products the run had not changed before, and how many of those it made
    first_changes INTEGER NOT NULL,
    creations     INTEGER NOT NULL,
    body          BYTEA   NOT NULL,
    CONSTRAINT catalog_change_pk PRIMARY KEY (run_id, position, part)
);

-- Each run that undoes another one; of an undo that is undone both have the same first run.
CREATE TABLE catalog_undo (
    run_id       UUID NOT NULL,
    undone_id    UUID NOT NULL,
    first_run_id UUID NOT NULL,
    created_at   TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL,
    CONSTRAINT catalog_undo_pk PRIMARY KEY (run_id)
);
CREATE INDEX catalog_undo_first_run ON catalog_undo (first_run_id, created_at);

-- The products that an undo did not restore.
CREATE TABLE catalog_undo_kept (
    run_id       UUID        NOT NULL,
    product_id   BIGINT      NOT NULL,
    -- null if the product is gone
    handle       VARCHAR(255),
    reason       VARCHAR(30) NOT NULL,
    -- the product that stands in the way
    other_handle VARCHAR(255),
    CONSTRAINT catalog_undo_kept_pk PRIMARY KEY (run_id, product_id)
);
