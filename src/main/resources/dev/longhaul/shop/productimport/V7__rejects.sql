-- Why a record was rejected or questioned: a JSON object with a code and its arguments. Null in rows that an earlier
-- version has written; those have a message.
ALTER TABLE import_reject ADD COLUMN fault VARCHAR;
ALTER TABLE import_reject ALTER COLUMN message DROP NOT NULL;
ALTER TABLE import_warning ADD COLUMN fault VARCHAR;
ALTER TABLE import_warning ALTER COLUMN message DROP NOT NULL;

-- The retry that has imported the record; null while none has.
ALTER TABLE import_reject ADD COLUMN retried_by UUID;
CREATE INDEX import_reject_code ON import_reject (run_id, code, record_number, retried_by);

-- Imports of the rejects of another import.
CREATE TABLE import_retry (
    run_id          UUID PRIMARY KEY,
    first_run_id    UUID NOT NULL,
    started_by      VARCHAR(200) NOT NULL,
    idempotency_key VARCHAR(200)
);
CREATE INDEX import_retry_first ON import_retry (first_run_id);
