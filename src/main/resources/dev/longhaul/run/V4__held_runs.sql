-- the run that works on what this one has left; until it is released, this one is neither resumed nor removed
ALTER TABLE run ADD COLUMN held_by UUID;
