-- Lengths are in UTF-16 units, as H2 counts: a thousand emoji are two thousand. PostgreSQL counts characters.
ALTER TABLE product ALTER COLUMN name SET DATA TYPE VARCHAR(2000);
ALTER TABLE product ALTER COLUMN reference SET DATA TYPE VARCHAR(400);
ALTER TABLE product ADD COLUMN category VARCHAR(4000);
ALTER TABLE product ADD COLUMN seo_title VARCHAR(2000);
ALTER TABLE product ADD COLUMN seo_description VARCHAR(4000);
-- one URL a line
ALTER TABLE product ADD COLUMN images VARCHAR(20000);
-- a JSON object, sorted by name
ALTER TABLE product ADD COLUMN attributes VARCHAR(20000);

ALTER TABLE product_variant ALTER COLUMN name SET DATA TYPE VARCHAR(2000);
-- a SKU and three option values
ALTER TABLE product_variant ALTER COLUMN variant_key SET DATA TYPE VARCHAR(1100);
ALTER TABLE product_variant ADD COLUMN weight NUMERIC(19, 4);
ALTER TABLE product_variant ADD COLUMN weight_unit VARCHAR(16);
ALTER TABLE product_variant ADD COLUMN length NUMERIC(19, 4);
ALTER TABLE product_variant ADD COLUMN width NUMERIC(19, 4);
ALTER TABLE product_variant ADD COLUMN height NUMERIC(19, 4);
ALTER TABLE product_variant ADD COLUMN dimension_unit VARCHAR(16);
ALTER TABLE product_variant ADD COLUMN tax_class VARCHAR(255);
ALTER TABLE product_variant ADD COLUMN image VARCHAR(2000);
ALTER TABLE product_variant ADD COLUMN attributes VARCHAR(20000);

ALTER TABLE variant_price ADD COLUMN cost NUMERIC(19, 4);
