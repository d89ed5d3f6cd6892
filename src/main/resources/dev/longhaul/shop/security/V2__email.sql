-- where to write to this person; null when that is not known
ALTER TABLE app_user ADD COLUMN email VARCHAR(254);
