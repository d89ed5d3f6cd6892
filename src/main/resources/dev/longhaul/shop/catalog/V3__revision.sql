-- The number of the transaction that last changed the product, one of its variants or one of their prices: the same number
-- means the same content. An undo puts the number back together with the content.
CREATE SEQUENCE catalog_revision START WITH 1;
ALTER TABLE product ADD COLUMN revision BIGINT DEFAULT 0 NOT NULL;
