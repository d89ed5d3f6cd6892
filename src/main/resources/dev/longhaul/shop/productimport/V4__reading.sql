-- How the file is read, found when it arrived: a JSON object. Its columns are in there, so the header is no longer
-- written. Null for files that an earlier version accepted; those are examined again when they are read.
ALTER TABLE upload ADD COLUMN reading VARCHAR;
