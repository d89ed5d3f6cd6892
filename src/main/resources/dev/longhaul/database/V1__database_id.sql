-- One row: the random id that this database keeps for its whole life, wherever it moves.
CREATE TABLE database_id (
    id UUID NOT NULL
);

INSERT INTO database_id (id) VALUES (CAST('${random-uuid}' AS UUID));
