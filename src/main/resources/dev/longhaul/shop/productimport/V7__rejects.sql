-- Why a record was rejected or questioned: a JSON object with a code and its arguments. Null in rows that an earlier
-- version has written; those have a message.
ALTER TABLE import_reject ADD COLUMN fault VARCHAR;
ALTER TABLE import_reject ALTER COLUMN message DROP NOT NULL;
ALTER TABLE import_warning ADD COLUMN fault VARCHAR;
ALTER TABLE import_warning ALTER COLUMN message DROP NOT NULL;
