CREATE TABLE run (
    id            UUID PRIMARY KEY,
    type          VARCHAR(100) NOT NULL,
    request       VARCHAR NOT NULL,
    status        VARCHAR(20) NOT NULL,
    started_by    VARCHAR(200) NOT NULL,
    -- the node that owns the run or owned it last, and which process of that node it was
    node          VARCHAR(200),
    incarnation   VARCHAR(100),
    epoch         BIGINT NOT NULL,
    progress      VARCHAR NOT NULL,
    cancel_actor  VARCHAR(200),
    cancel_text   VARCHAR,
    cancel_at     TIMESTAMP WITH TIME ZONE,
    failure       VARCHAR,
    created_at    TIMESTAMP WITH TIME ZONE NOT NULL,
    started_at    TIMESTAMP WITH TIME ZONE,
    finished_at   TIMESTAMP WITH TIME ZONE,
    updated_at    TIMESTAMP WITH TIME ZONE NOT NULL
);

-- lists: newest first within a type
CREATE INDEX run_type_created ON run (type, created_at, id);
-- what waits for an owner, oldest first
CREATE INDEX run_status_created ON run (status, created_at);
