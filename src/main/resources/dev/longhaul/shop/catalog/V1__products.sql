-- Ids are taken in blocks, so that rows and those that refer to them can be written without asking for each.
CREATE SEQUENCE catalog_id START WITH 1 INCREMENT BY 1000;

CREATE TABLE product (
    id           BIGINT                   NOT NULL,
    handle       VARCHAR(255)             NOT NULL,
    reference    VARCHAR(255),
    name         VARCHAR(255)             NOT NULL,
    description  VARCHAR(100000),
    vendor       VARCHAR(255),
    product_type VARCHAR(255),
    tags         VARCHAR(4000),
    status       VARCHAR(16)              NOT NULL,
    created_at   TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_at   TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL,
    CONSTRAINT product_pk PRIMARY KEY (id),
    CONSTRAINT product_handle_unique UNIQUE (handle),
    CONSTRAINT product_reference_unique UNIQUE (reference)
);

CREATE TABLE product_variant (
    id            BIGINT                   NOT NULL,
    product_id    BIGINT                   NOT NULL,
    variant_key   VARCHAR(800)             NOT NULL,
    sku           VARCHAR(255),
    name          VARCHAR(255),
    option1_name  VARCHAR(255),
    option1_value VARCHAR(255),
    option2_name  VARCHAR(255),
    option2_value VARCHAR(255),
    option3_name  VARCHAR(255),
    option3_value VARCHAR(255),
    barcode       VARCHAR(255),
    quantity      BIGINT,
    created_at    TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_at    TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL,
    CONSTRAINT product_variant_pk PRIMARY KEY (id),
    CONSTRAINT product_variant_key_unique UNIQUE (product_id, variant_key),
    CONSTRAINT product_variant_product FOREIGN KEY (product_id) REFERENCES product (id)
);

-- Not unique: real files repeat a SKU across products.
CREATE INDEX product_variant_sku ON product_variant (sku);

CREATE TABLE variant_price (
    variant_id BIGINT                   NOT NULL,
    currency   VARCHAR(3)               NOT NULL,
    amount     NUMERIC(19, 4)           NOT NULL,
    compare_at NUMERIC(19, 4),
    created_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL,
    CONSTRAINT variant_price_pk PRIMARY KEY (variant_id, currency),
    CONSTRAINT variant_price_variant FOREIGN KEY (variant_id) REFERENCES product_variant (id)
);
