-- where the cancel was asked for, and how far it has come, by the database's clock: the token of the owner fired, the work
-- saw that; its end is finished_at
ALTER TABLE run ADD COLUMN cancel_node VARCHAR(200);
ALTER TABLE run ADD COLUMN cancel_delivered_at TIMESTAMP WITH TIME ZONE;
ALTER TABLE run ADD COLUMN cancel_observed_at TIMESTAMP WITH TIME ZONE;
