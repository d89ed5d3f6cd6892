-- The imports that have changed something and are to be undone when they end in one of these ways. Goes with its import.
CREATE TABLE undo_on_cancel (
    run_id      UUID PRIMARY KEY,
    at_cancel   BOOLEAN NOT NULL,
    at_failure  BOOLEAN NOT NULL,
    -- which end of the run was followed by its undo, or had nothing to undo; null for none
    decided_end TIMESTAMP WITH TIME ZONE
);
