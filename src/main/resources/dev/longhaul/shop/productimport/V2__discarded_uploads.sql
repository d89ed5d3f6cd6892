-- set before the parts go, one by one: from then on no run can be given the upload
ALTER TABLE upload ADD COLUMN discarded BOOLEAN DEFAULT FALSE NOT NULL;
